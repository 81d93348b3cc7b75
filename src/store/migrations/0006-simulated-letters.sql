-- What a sender is told of may have happened in demo mode only.
alter table app.letter add column simulated boolean not null default false;
