-- The session that a person is working on, as a JSON object; null while there is none. It is in the row of what they have
-- chosen, whose changes raise the version of their data, so every device hears of it.
alter table user_settings add column current_session text;
