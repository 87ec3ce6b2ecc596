-- Describes the schema public, one line for each table, column, constraint, index, sequence and
-- function that is not part of an extension, and for each row that a migration inserts.
with t as (
    select c.oid, c.relname, c.relkind, c.reloptions from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'S') and c.relname <> 'goose_db_version'
      and c.relname not like 'goose_db_version%'
)
select line from (
    select 'table ' || relname || coalesce(' ' || reloptions::text, '') as line from t where relkind = 'r'
    union all
    select 'sequence ' || relname from t where relkind = 'S'
    union all
    select format('column %s.%s %s %s%s%s%s%s%s%s', t.relname,
            (select count(*) from pg_attribute b where b.attrelid = a.attrelid and b.attnum > 0 and b.attnum <= a.attnum and not b.attisdropped),
            a.attname, format_type(a.atttypid, a.atttypmod),
            case when a.attcollation <> y.typcollation then ' collate ' || (select collname from pg_collation where oid = a.attcollation) else '' end,
            case when a.attnotnull then ' not null' else '' end,
            case when a.attidentity <> '' then ' identity ' || a.attidentity::text else '' end,
            case when a.attgenerated <> '' then ' generated ' || a.attgenerated::text else '' end,
            coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),
            case when a.attstorage <> y.typstorage then ' storage ' || a.attstorage::text else '' end)
    from t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
        join pg_type y on y.oid = a.atttypid
        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where t.relkind = 'r'
    union all
    select format('constraint %s.%s %s', t.relname, c.conname, pg_get_constraintdef(c.oid))
    from t join pg_constraint c on c.conrelid = t.oid where c.contype in ('p', 'u', 'f', 'c')
    union all
    select 'index ' || pg_get_indexdef(i.indexrelid) || case when i.indisclustered then ' clustered' else '' end
    from t join pg_index i on i.indrelid = t.oid
    union all
    select 'function ' || regexp_replace(pg_get_functiondef(p.oid), '\s+', ' ', 'g') from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    union all
    select 'row screen_rules ' || to_jsonb(r)::text from screen_rules r
) lines order by line collate "C"
