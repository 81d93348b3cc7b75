-- What holds back many changes, and what an emergency opens.

-- What an emergency opens, and who looks at it afterwards.
create table app.break_glass (
  id text primary key,
  customer_id text not null,
  reason text not null,
  state text not null default 'asked' check (state in ('asked', 'refused', 'lapsed', 'open', 'over', 'reviewed')),
  asked_by jsonb not null,
  asked_at timestamptz not null default clock_timestamp(),
  confirmed_by jsonb,
  until timestamptz not null,
  reviewed_by jsonb,
  review text,
  cards jsonb not null default '[]'
);
-- Nobody opens another one before the last one was looked at.
create unique index break_glass_at_work on app.break_glass (customer_id) where state in ('asked', 'open', 'over');
alter table app.approval add column if not exists asked_at timestamptz not null default clock_timestamp();
create index if not exists approval_of_customer on app.approval (customer_id, asked_at);
create index if not exists effect_of_run on app.effect (run_id);
