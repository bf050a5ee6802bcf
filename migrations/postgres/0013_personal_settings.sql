-- What of the configuration is otherwise for one person. Null is what the configuration says.
alter table user_settings add column timezone text check (length(timezone) <= 100);
alter table user_settings add column day_start_hour integer check (day_start_hour between 0 and 12);
alter table user_settings add column language text check (length(language) <= 10);
