-- Identities that people proved to be theirs. An ended link is kept, because what was done through it stays theirs.
create table app.link (
  id bigint primary key generated always as identity,
  person_id text not null,
  platform text not null,
  workspace text not null,
  user_id text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index link_of_identity on app.link (platform, workspace, user_id) where ended_at is null;
create unique index link_of_person on app.link (person_id, platform, workspace) where ended_at is null;

-- What proves that two identities are one person's: told to the one, written by the other. Only its digest is known here.
create table app.link_code (
  digest text primary key,
  person_id text not null,
  customer_id text not null,
  platform text not null,
  workspace text not null,
  user_id text not null,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  link_id bigint references app.link
);

-- Codes that were none, by the identity that wrote them.
create table app.link_attempt (
  at timestamptz not null default now(),
  platform text not null,
  workspace text not null,
  user_id text not null
);
create index link_attempt_at on app.link_attempt (at);

-- What somebody may not do themselves and can have others asked for.
create table app.plea (
  id uuid primary key default gen_random_uuid(),
  person_id text not null,
  customer_id text not null,
  permission text not null,
  matter text not null,
  about text not null,
  helper_ids text[] not null,
  offered_at timestamptz not null default now(),
  asked_at timestamptz,
  unique (person_id, customer_id, permission, matter)
);
create index plea_asked on app.plea (person_id, asked_at);
