-- A key of its own for every customer, wrapped by a master key that is not in here. One of them seals; those that are retired
-- still open what they have sealed. Without its row, nothing of a customer can be opened ever again.
create table app.customer_key (
  id text primary key,
  customer_id text not null,
  wrapped text not null,
  wrapped_by text not null,
  made_at timestamptz not null default clock_timestamp(),
  retired_at timestamptz
);
create unique index customer_key_that_seals on app.customer_key (customer_id) where retired_at is null;
create index customer_key_of on app.customer_key (customer_id);
