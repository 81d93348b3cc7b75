-- A link opens with six digits that somebody was shown in their own chat. Only a digest of them is kept, bound to the link, and
-- a link that was guessed at too often is blocked. What nobody opened is told once.
alter table app.handover
  add column code_holder_id text,
  add column code_digest bytea,
  add column wrong_codes integer not null default 0,
  add column refused_at timestamptz,
  add column told_at timestamptz;
update app.handover set code_holder_id = recipient_id;
update app.handover set told_at = clock_timestamp() where state = 'expired';
alter table app.handover
  alter column code_holder_id set not null,
  drop constraint handover_state_check,
  add constraint handover_state_check check (state in ('offered', 'opened', 'expired', 'blocked'));
create index handover_untold on app.handover (expires_at) where state in ('expired', 'blocked') and told_at is null;
