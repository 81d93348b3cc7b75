-- Which replica deals with an event, so that another one takes it only when that one is dead.
alter table app.inbox add column replica text not null default 'desk';
alter table app.inbox alter column replica drop default;
