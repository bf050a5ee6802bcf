-- Spellings of a name that look the same (white space around it, composed and decomposed letters) become one, as
-- everything that is written from now on. Older spellings are in the backup that docs/operations.md tells to make before
-- an update. Only rows that change are written. A name that would grow beyond its column stays.
do $$
declare
  -- The white space of src/domain/normalize-name.ts.
  blanks constant text := E'\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009'
    || E'\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff';
begin
  -- PostgreSQL knows the normal forms of UTF-8 only.
  if getdatabaseencoding() <> 'UTF8' then
    return;
  end if;

  with normal as (
    select id,
      case when length(p) > 50 then preset else p end as preset,
      case when length(c) > 100 then category else c end as category,
      case when length(t) > 200 then task else t end as task
    from sessions, lateral (
      select btrim(normalize(preset, nfc), blanks) as p,
        btrim(normalize(category, nfc), blanks) as c,
        btrim(normalize(task, nfc), blanks) as t
    ) normalized
  )
  update sessions s set
    preset = coalesce(nullif(n.preset, ''), 'deep_work'),
    category = coalesce(nullif(n.category, ''), 'Other'),
    task = nullif(n.task, '')
  from normal n
  where s.id = n.id
    and (s.preset <> n.preset or s.category <> n.category or s.task <> n.task);

  with normal as (
    select user_id, (
      select coalesce(jsonb_agg(name order by first), '[]')
      from (
        select btrim(normalize(name, nfc), blanks) as name, min(place) as first
        from jsonb_array_elements_text(categories::jsonb) with ordinality as c (name, place)
        group by 1
      ) names
      where name <> ''
    ) as categories
    from user_settings
    where categories like '[%'
  )
  update user_settings s set categories = n.categories::text
  from normal n
  where s.user_id = n.user_id and s.categories::jsonb <> n.categories;
end
$$;
