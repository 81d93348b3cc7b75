-- What the desk knows, beside the engine's own tables. Texts of people stand in jsonb documents; columns are what is asked for.

create table app.inbox (
  id text primary key,
  event jsonb not null,
  received_at timestamptz not null default now(),
  attempts int not null default 0,
  state text not null default 'open' check (state in ('open', 'done', 'set-aside'))
);
create index inbox_open on app.inbox (received_at) where state = 'open';

create table app.ticket (
  number bigint generated always as identity primary key,
  source_id text not null unique,
  customer_id text not null,
  requester_id text not null,
  ticket jsonb not null,
  title text,
  workflow text,
  category text,
  confidence int,
  state text not null default 'opened',
  outcome text check (outcome in ('resolved', 'assigned', 'escalated', 'denied', 'expired', 'failed')),
  opened_at timestamptz not null default now(),
  ended_at timestamptz
);
create index ticket_of_requester on app.ticket (customer_id, requester_id, number desc);

create table app.approval (
  id text primary key,
  run_id text not null,
  customer_id text not null,
  approval jsonb not null,
  digest text not null,
  cards jsonb not null default '[]',
  state text not null default 'pending' check (state in ('pending', 'approved', 'denied', 'expired')),
  expires_at timestamptz not null,
  decided_by jsonb,
  reason text,
  decided_at timestamptz
);

create table app.question (
  id text primary key,
  run_id text not null,
  customer_id text not null,
  question jsonb not null,
  cards jsonb not null default '[]',
  state text not null default 'open' check (state in ('open', 'answered', 'expired')),
  answer text,
  answered_by jsonb,
  expires_at timestamptz not null
);

create table app.effect (
  key text primary key,
  run_id text not null,
  customer_id text not null,
  operation text not null,
  input_digest text not null,
  state text not null check (state in ('started', 'done', 'failed', 'unsure')),
  attempt int not null default 1,
  result jsonb,
  error text,
  deadline timestamptz not null,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  settled_by jsonb,
  cards jsonb not null default '[]'
);

create table app.audit (
  customer_id text not null,
  seq bigint not null,
  once_key text not null,
  at timestamptz not null,
  actor text not null,
  action text not null,
  run_id text,
  facts jsonb not null,
  previous bytea not null,
  hash bytea not null,
  primary key (customer_id, seq),
  unique (customer_id, once_key)
);

-- One chain a customer; the lock makes the numbers gap-free and the chain unbranched. The same once_key twice is one line.
create function app.audit_append(customer text, key text, who text, what text, run text, details jsonb) returns bigint
language plpgsql as $$
declare
  last app.audit;
  found_seq bigint;
  line_at timestamptz := clock_timestamp();
  line_seq bigint;
  line_previous bytea;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit:' || customer, 0));
  select seq into found_seq from app.audit where customer_id = customer and once_key = key;
  if found then return found_seq; end if;
  select * into last from app.audit where customer_id = customer order by seq desc limit 1;
  line_seq := coalesce(last.seq, 0) + 1;
  line_previous := coalesce(last.hash, '\x00'::bytea);
  insert into app.audit values (
    customer, line_seq, key, line_at, who, what, run, details, line_previous,
    sha256(line_previous || convert_to(
      jsonb_build_array('msp.audit.v1', customer, line_seq, key, extract(epoch from line_at)::text, who, what, run, details)::text,
      'UTF8'))
  );
  return line_seq;
end $$;

create function app.audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_no_change before update or delete on app.audit for each row execute function app.audit_is_append_only();
create trigger audit_no_truncate before truncate on app.audit execute function app.audit_is_append_only();

-- How a chat platform reaches a conversation again.
create table app.conversation (
  key text primary key,
  value jsonb not null
);

create table app.settings (
  id text primary key,
  document jsonb not null,
  version bigint not null
);
