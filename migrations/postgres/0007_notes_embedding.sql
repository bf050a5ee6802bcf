-- The web app names this column in its INSERT. Databases that it made without pgvector, and ours, lack it.
do $$
declare
  vector_schema regnamespace := (select extnamespace from pg_extension where extname = 'vector');
  column_type text := case when vector_schema is null then 'real[]' else format('%s.vector(384)', vector_schema) end;
begin
  execute format('alter table sessions add column if not exists notes_embedding %s', column_type);
end
$$;

comment on column sessions.notes_embedding is
  'Written by the web app; this service never reads it.';
