-- How tickets are understood: what language models were asked and what that cost, what people taught, and what came of it.

-- A row is written before the call, with the most it can cost, so that a budget holds however many calls are on their way.
create table app.model_call (
  id uuid primary key default gen_random_uuid(),
  customer_id text not null,
  ticket_id text,
  model text not null,
  -- 'spared': an earlier answer served, and no call was made.
  state text not null default 'reserved' check (state in ('reserved', 'done', 'failed', 'spared')),
  input_tokens int not null default 0,
  cached_tokens int not null default 0,
  output_tokens int not null default 0,
  cost_usd numeric(14, 8) not null,
  -- Nobody knew the model's price, so it was counted as the dearest one.
  estimated boolean not null default false,
  at timestamptz not null default clock_timestamp()
);
create index model_call_of_customer on app.model_call (customer_id, at);
create index model_call_at on app.model_call (at);

-- Each warning is told once: by customer ('' for all together), month and level.
create table app.model_warning (
  customer_id text not null,
  month text not null,
  level text not null,
  primary key (customer_id, month, level)
);

-- What a model answered to the exact same words of the same customer.
create table app.model_answer (
  customer_id text not null,
  key text not null,
  answer jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (customer_id, key)
);

-- What people said a ticket really is. The text is kept without what looked like a secret.
create table app.lesson (
  id bigint generated always as identity primary key,
  customer_id text not null,
  text_digest text not null,
  text text not null,
  category text not null,
  source text not null check (source in ('correction', 'file')),
  ticket_id text,
  taught_by text not null,
  at timestamptz not null default clock_timestamp(),
  unique (customer_id, text_digest)
);

-- A customer's own model, made of the shipped sentences and their lessons. `lessons` counts those it knows, and `knows`
-- is the fingerprint of what it was made of: another one means that it has to be trained anew.
create table app.customer_model (
  customer_id text primary key,
  lessons int not null,
  knows text not null,
  model jsonb not null,
  trained_at timestamptz not null default clock_timestamp()
);

alter table app.ticket add column corrected_category text;

-- Every card that handed a ticket to technicians, as it was shown and where it stands, so that a correction shows on all of them.
create table app.hand_off (
  id uuid primary key default gen_random_uuid(),
  customer_id text not null,
  ticket_id text not null,
  shown jsonb not null,
  cards jsonb not null default '[]',
  at timestamptz not null default clock_timestamp()
);
create index hand_off_of_ticket on app.hand_off (customer_id, ticket_id);
