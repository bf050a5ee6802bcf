-- Spellings of a name that look the same (white space around it, composed and decomposed letters) become one, as
-- everything that is written from now on. Older spellings are in the backup that docs/operations.md tells to make before
-- an update. The functions are the service's own: src/db/sqlite-functions.ts. A name that would grow beyond its column stays.
update sessions set
  preset = coalesce(nullif(pomodoro_normalize_name(preset, 50), ''), 'deep_work'),
  category = coalesce(nullif(pomodoro_normalize_name(category, 100), ''), 'Other'),
  task = nullif(pomodoro_normalize_name(task, 200), '')
where preset is not pomodoro_normalize_name(preset, 50)
  or category is not pomodoro_normalize_name(category, 100)
  or task is not pomodoro_normalize_name(task, 200);

update user_settings set categories = pomodoro_normalize_names(categories)
where categories is not pomodoro_normalize_names(categories);
