-- Sealed by the vault; without the master key nobody reads them. When a secret has gone its row stays, so that the same call
-- never gets a second one in its place.
create table app.secret (
  id text primary key,
  customer_id text not null,
  owner text not null,
  field text not null,
  sealed text,
  sealed_at timestamptz not null default clock_timestamp(),
  unique (customer_id, owner, field)
);
create index secret_still_there on app.secret (sealed_at) where sealed is not null;

-- One link a secret. Only a digest of its token is kept.
create table app.handover (
  secret_id text primary key references app.secret (id),
  token_digest bytea not null unique,
  customer_id text not null,
  run_id text not null,
  recipient_id text not null,
  title text not null,
  state text not null default 'offered' check (state in ('offered', 'opened', 'expired')),
  expires_at timestamptz not null,
  opened_at timestamptz,
  opened_again_at timestamptz
);
create index handover_offered on app.handover (expires_at) where state = 'offered';
