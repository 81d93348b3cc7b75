-- Tickets that a help desk has told of, written down before the call is answered.
create table app.arrival (
  connector text not null,
  customer_id text not null,
  ticket_id text not null,
  state text not null default 'told' check (state in ('told', 'taken', 'set-aside')),
  told_at timestamptz not null default now(),
  tries int not null default 0,
  leased_until timestamptz not null default '-infinity',
  primary key (connector, customer_id, ticket_id)
);
create index arrival_told on app.arrival (leased_until) where state = 'told';

-- Until where a help desk's news were read.
create table app.cursor (
  connector text not null,
  customer_id text not null,
  cursor text,
  leased_until timestamptz not null default '-infinity',
  primary key (connector, customer_id)
);

-- What tickets without a help desk of their own were told.
create table app.letter (
  id text primary key,
  customer_id text not null,
  ticket_id text not null,
  text text not null,
  outcome text,
  at timestamptz not null default clock_timestamp()
);
create index letter_of_ticket on app.letter (customer_id, ticket_id, at);

-- Notes of remote sessions, which their vendor has no place for.
create table app.session_note (
  key text primary key,
  customer_id text not null,
  session_id text not null,
  ticket_id text not null,
  text text not null,
  at timestamptz not null default clock_timestamp()
);
