-- How an approval is decided by several people: each of them says so once.
alter table app.approval drop constraint approval_state_check;
alter table app.approval add constraint approval_state_check
  check (state in ('pending', 'approved', 'denied', 'expired', 'void'));

create table app.vote (
  approval_id text not null references app.approval (id),
  person_id text not null,
  vote jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (approval_id, person_id)
);
-- Whoever approves one thing after the other in no time is asked to look.
create index vote_of_person on app.vote (person_id, at);

-- How an approval lives until then. Whoever joins those who were asked stands beside what was asked, which never changes.
alter table app.approval add column asked_at timestamptz not null default clock_timestamp();
alter table app.approval add column second_line jsonb not null default '[]';
alter table app.approval add column handed_to jsonb;
