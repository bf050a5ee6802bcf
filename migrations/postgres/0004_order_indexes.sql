-- no-transaction
-- Built beside running writes. A build that was interrupted leaves an invalid index behind, so each
-- attempt begins by dropping it.
drop index concurrently if exists sessions_user_order;
create index concurrently sessions_user_order on sessions (user_id, date, time, id);
drop index concurrently if exists wellness_checkins_user_date;
create unique index concurrently wellness_checkins_user_date on wellness_checkins (user_id, date);
