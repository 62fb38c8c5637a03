using Npgsql;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>What a database holds, as lines of text to compare.</summary>
internal static class DatabaseContents
{
    private const string Ours =
        "n.nspname in ('public', 'accounts_internal') and c.relkind = 'r' and c.relname not like 'qrtz\\_%' and c.relname <> 'schema_migrations'";

    public static async Task<string[]> LinesAsync(this NpgsqlDataSource database, string sql, params object[] arguments) =>
        await database.ScalarAsync<string[]>($"select array(select line from ({sql}) as lines (line))", arguments) ?? [];

    public static Task<string[]> TablesAsync(this NpgsqlDataSource database) =>
        database.LinesAsync($"select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace where {Ours} order by 1");

    /// <summary>One line a table: its name and what all its rows add up to.</summary>
    public static async Task<string[]> ChecksumsAsync(this NpgsqlDataSource database)
    {
        var sums = new List<string>();
        foreach (var table in await database.TablesAsync())
        {
            sums.AddRange(
                await database.LinesAsync($"select '{table} ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t"));
        }

        return [.. sums];
    }

    /// <summary>The key of every row: <c>table id</c>.</summary>
    public static async Task<string[]> RowsAsync(this NpgsqlDataSource database)
    {
        var rows = new List<string>();
        foreach (var table in await database.TablesAsync())
        {
            rows.AddRange(await database.LinesAsync(
                $"select '{table.Split('.')[^1]} ' || coalesce(to_jsonb(t) ->> 'id', to_jsonb(t) ->> 'key') from {table} t"));
        }

        return [.. rows];
    }

    /// <summary>Columns, constraints, indexes, policies, triggers, owners and grants, one line each.</summary>
    public static Task<string[]> CatalogAsync(this NpgsqlDataSource database) => database.LinesAsync($"""
        with ours as (select c.* from pg_class c join pg_namespace n on n.oid = c.relnamespace where {Ours})
        select format('column %s.%s %s %s %s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
                      pg_get_expr(d.adbin, d.adrelid), a.attacl)
          from ours c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
        union all select format('constraint %s %s %s', c.oid::regclass, r.conname, pg_get_constraintdef(r.oid)) from ours c join pg_constraint r
          on r.conrelid = c.oid
        union all select pg_get_indexdef(i.indexrelid) from ours c join pg_index i on i.indrelid = c.oid
        union all select format('policy %s %s %s %s %s %s', c.oid::regclass, p.polname, p.polcmd::text, p.polroles::regrole[],
                                pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) from ours c join pg_policy p
                                  on p.polrelid = c.oid
        union all select pg_get_triggerdef(t.oid) from ours c join pg_trigger t on t.tgrelid = c.oid where not t.tgisinternal
        union all select format('table %s %s %s %s %s', c.oid::regclass, c.relowner::regrole, c.relrowsecurity, c.relforcerowsecurity,
                                (select array_agg(g::text order by g::text) from unnest(c.relacl) g)) from ours c
        """);
}
