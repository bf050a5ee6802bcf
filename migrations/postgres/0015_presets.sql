-- JSON array of `{"id": "25/5", "name": "Short", "workMinutes": 25, "breakMinutes": 5}`. Null is the four built-in ones.
alter table user_settings add column presets text check (length(presets) <= 10000);
