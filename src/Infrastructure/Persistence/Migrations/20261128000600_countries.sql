-- One spelling for each country: upper case, and GB for the United Kingdom. Rows that already have it are not rewritten.

create or replace function accounts_internal.country(code text) returns text
  language sql immutable
  as $$ select case upper(code) when 'UK' then 'GB' else upper(code) end $$;

create or replace function accounts_internal.with_countries(data jsonb) returns jsonb
  language sql immutable
  as $$
  select data
    || case when jsonb_typeof(data -> 'country_code') = 'string'
         then jsonb_build_object('country_code', accounts_internal.country(data ->> 'country_code')) else '{}' end
    || case when jsonb_typeof(data -> 'country_codes') = 'array' then jsonb_build_object('country_codes', (
         select coalesce(jsonb_agg(code order by place), '[]')
         from (select case when jsonb_typeof(c) = 'string' then to_jsonb(accounts_internal.country(c #>> '{}')) else c end as code, min(place) as place
               from jsonb_array_elements(data -> 'country_codes') with ordinality as codes (c, place) group by 1) distinct_codes)) else '{}' end
    || case when jsonb_typeof(data -> 'alternate_ids') = 'array' then jsonb_build_object('alternate_ids', (
         select coalesce(jsonb_agg(case when jsonb_typeof(id) = 'object' and jsonb_typeof(id -> 'countryCode') = 'string'
                  then id || jsonb_build_object('countryCode', accounts_internal.country(id ->> 'countryCode')) else id end order by place), '[]')
         from jsonb_array_elements(data -> 'alternate_ids') with ordinality as ids (id, place))) else '{}' end
    || case when jsonb_typeof(data -> 'errors') = 'object' then jsonb_build_object('errors', (
         select coalesce(jsonb_object_agg(case when length(key) = 2 then accounts_internal.country(key) else key end, value), '{}')
         from jsonb_each(data -> 'errors'))) else '{}' end
  $$;

update public.account_profiles set country_code = accounts_internal.country(country_code), updated_at = app.now()
where country_code <> accounts_internal.country(country_code);

update public.user_accounts set metadata = accounts_internal.with_countries(metadata), updated_at = app.now()
where jsonb_typeof(metadata) = 'object' and metadata <> accounts_internal.with_countries(metadata);

drop function accounts_internal.with_countries(jsonb);
drop function accounts_internal.country(text);
