-- By this word a vendor knows a call again. Keys begin anew with every database; what vendors keep does not.
alter table app.effect add column reference text;
update app.effect set reference = key;
alter table app.effect alter column reference set default gen_random_uuid()::text;
alter table app.effect alter column reference set not null;
