-- What holds back many changes, and what an emergency opens.
alter table app.approval add column if not exists asked_at timestamptz not null default clock_timestamp();
create index if not exists approval_of_customer on app.approval (customer_id, asked_at);
create index if not exists effect_of_run on app.effect (run_id);
