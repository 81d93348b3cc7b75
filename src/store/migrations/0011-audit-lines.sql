-- Audit lines as they are hashed, and their signed checkpoints.

-- The text that a line's hash covers; with it anybody can check the chain who knows SHA-256 and no PostgreSQL.
create function app.audit_line(a app.audit) returns text language sql stable as $$
  select jsonb_build_array(
    'msp.audit.v1', a.customer_id, a.seq, a.once_key, extract(epoch from a.at)::text, a.actor, a.action, a.run_id, a.facts)::text
$$;

-- Lines of earlier releases get the text that was hashed then. Where somebody changed one, its hash does not fit, as before.
alter table app.audit disable trigger audit_no_change;
alter table app.audit add column line text;
update app.audit a set line = app.audit_line(a);
alter table app.audit alter column line set not null;
-- Also where a session plays a replica, in which ordinary triggers are silent.
alter table app.audit enable always trigger audit_no_change;
alter table app.audit enable always trigger audit_no_truncate;

create or replace function app.audit_append(customer text, key text, who text, what text, run text, details jsonb) returns bigint
language plpgsql as $$
declare
  last app.audit;
  made app.audit;
  found_seq bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('audit:' || customer, 0));
  select seq into found_seq from app.audit where customer_id = customer and once_key = key;
  if found then return found_seq; end if;
  select * into last from app.audit where customer_id = customer order by seq desc limit 1;
  made.customer_id := customer;
  made.seq := coalesce(last.seq, 0) + 1;
  made.once_key := key;
  made.at := clock_timestamp(); -- under the lock, so that times and numbers rise together
  made.actor := who;
  made.action := what;
  made.run_id := run;
  made.facts := details;
  made.previous := coalesce(last.hash, '\x00'::bytea);
  made.line := app.audit_line(made);
  made.hash := sha256(made.previous || convert_to(made.line, 'UTF8'));
  insert into app.audit select made.*;
  return made.seq;
end $$;

-- What was signed: the heads of all chains at one moment. `chains` names them; what is signed holds only their digests.
create table app.audit_checkpoint (
  number bigint primary key,
  at timestamptz not null,
  text text not null,
  signature bytea not null,
  chains jsonb not null
);
create trigger audit_checkpoint_no_change before update or delete on app.audit_checkpoint
  for each row execute function app.audit_is_append_only();
create trigger audit_checkpoint_no_truncate before truncate on app.audit_checkpoint
  execute function app.audit_is_append_only();
alter table app.audit_checkpoint enable always trigger audit_checkpoint_no_change;
alter table app.audit_checkpoint enable always trigger audit_checkpoint_no_truncate;
