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

-- Many at once.
create table app.batch (
  id uuid primary key default gen_random_uuid(),
  source_id text not null unique,
  customer_id text not null,
  batch jsonb not null,
  -- The run that tells what became of all of them.
  told_by text
);
create index ticket_of_batch on app.ticket ((ticket->'batch'->>'id')) where ticket ? 'batch';
create index approval_of_batch on app.approval ((approval->'batch'->>'id')) where approval ? 'batch';

-- Why an item ended as it did.
create table app.batch_item (
  batch_id uuid not null references app.batch (id),
  position int not null,
  why text not null,
  primary key (batch_id, position)
);

-- The question of one step to all items, and where its pages stand.
create table app.batch_question (
  batch_id uuid not null references app.batch (id),
  step text not null,
  asked_by text not null,
  primary key (batch_id, step)
);
create table app.batch_page (
  batch_id uuid not null references app.batch (id),
  step text not null,
  page int not null,
  cards jsonb not null,
  primary key (batch_id, step, page)
);

create table app.fuse (
  id uuid primary key default gen_random_uuid(),
  customer_id text not null,
  state text not null default 'blown' check (state in ('blown', 'released', 'stopped')),
  limits jsonb not null,
  -- The run that shows it.
  blown_by text not null,
  blown_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  open_until timestamptz,
  decided_by jsonb,
  cards jsonb not null default '[]'
);
create index fuse_of_customer on app.fuse (customer_id, open_until);
create unique index fuse_blown_once on app.fuse (customer_id) where state = 'blown';

create table app.fuse_waiting (
  fuse_id uuid not null references app.fuse (id),
  effect_key text not null,
  run_id text not null,
  waiting jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (fuse_id, effect_key)
);
create index effect_of_customer on app.effect (customer_id, started_at);
