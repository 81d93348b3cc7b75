-- Which run tells of an item what comes at a moment of the time to decide: one tells of all that are open then.
create table app.batch_told (
  batch_id uuid not null references app.batch (id),
  step text not null,
  moment text not null check (moment in ('half', 'three-quarters', 'end')),
  position int not null,
  told_by text not null,
  primary key (batch_id, step, moment, position)
);
