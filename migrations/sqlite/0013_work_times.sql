-- When a person works. Null is what was not stated.
-- `HH:MM-HH:MM` on the wall clock.
alter table user_settings add column working_hours text check (length(working_hours) <= 20);
-- JSON array of ISO weekdays, 1 = Monday.
alter table user_settings add column days_off text check (length(days_off) <= 100);
-- JSON array of `{"from": "YYYY-MM-DD", "to": "YYYY-MM-DD"}`, both days included.
alter table user_settings add column absences text check (length(absences) <= 10000);
