-- How it is found out that somebody really asked for what is sensitive. Of a code, only a digest.
create table app.verification (
  id text primary key,
  run_id text not null,
  customer_id text not null,
  account text not null,
  verification jsonb not null,
  turn int not null default 1,
  chosen jsonb,
  cards jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'passed', 'failed')),
  proof jsonb,
  why text,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  check ((state = 'open') = (ended_at is null)),
  check ((state = 'passed') = (proof is not null))
);
create index verification_of_account on app.verification (customer_id, account, started_at);

create table app.challenge (
  id text primary key,
  verification_id text not null references app.verification (id),
  way text not null check (way in ('manager', 'code', 'call')),
  answerer_id text not null,
  salt text not null,
  digest text not null,
  attempts int not null default 0,
  attempts_at_most int not null,
  cards jsonb not null default '[]',
  told jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'passed', 'failed', 'expired')),
  expires_at timestamptz not null,
  check (attempts <= attempts_at_most)
);

-- How often somebody has asked is told to whoever approves.
create index ticket_lately on app.ticket (customer_id, requester_id, opened_at);
