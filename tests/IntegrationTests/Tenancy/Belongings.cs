using System.Buffers;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>All rows of one user in the database.</summary>
internal sealed class Belongings
{
    /// <summary>Without the counts of requests, which say nothing about the user's data.</summary>
    private const string OwnedTables =
        """
        select string_agg(format('%I.%I', table_schema, table_name), ',' order by table_name)
        from information_schema.columns where column_name = 'user_id' and table_schema in ('public', 'accounts_internal')
          and table_name <> 'request_windows'
        """;

    private readonly ApiWorld _world;
    private readonly Guid _user;
    private readonly string[] _tables;
    private readonly string[] _marks;
    private readonly SearchValues<string> _anyMark;

    private Belongings(ApiWorld world, Guid user, string[] tables, string[] ids, string[] marks)
    {
        _world = world;
        _user = user;
        _tables = tables;
        _marks = marks;
        _anyMark = SearchValues.Create(marks, StringComparison.Ordinal);
        Ids = ids;
    }

    /// <summary>The id of a DSP advertiser, for routes that take one.</summary>
    public string? Advertiser { get; private init; }

    /// <summary>The ids to request a route with.</summary>
    public IEnumerable<string> IdsFor(Route route) =>
        !route.Pattern.Contains("{advertiser_id}", StringComparison.Ordinal) ? Ids : Advertiser is { } one ? [one] : [];

    /// <summary>One id of each kind: account, connection, run, scope, user.</summary>
    public IReadOnlyList<string> Ids { get; }

    public static async Task<Belongings> OfAsync(ApiWorld world, Person person)
    {
        var db = world.Database.Owner;
        var user = await db.ScalarAsync<Guid>("select id from public.users where clerk_user_id = $1", person.Clerk.UserId);
        var tables = (await db.ScalarAsync<string>(OwnedTables))!.Split(',');
        var ids = new List<string> { user.ToString() };
        var marks = new List<string> { user.ToString(), person.Clerk.UserId };
        foreach (var table in tables)
        {
            var some = await db.ScalarAsync<string[]>(
                $"select array(select to_jsonb(t) ->> 'id' from {table} t where user_id = $1 and to_jsonb(t) ? 'id' order by 1 limit 300)", user);
            ids.AddRange(some!.Take(1));
            marks.AddRange(some!);
        }

        marks.AddRange(
            (await db.ScalarAsync<string[]>("select array(select amazon_account_id from public.user_accounts where user_id = $1)", user))!);
        return new Belongings(world, user, tables, [.. ids], [.. marks])
        {
            Advertiser = await db.ScalarAsync<string>(
                "select min(amazon_account_id) from public.user_accounts where user_id = $1 and account_type = 'dsp'", user),
        };
    }

    /// <summary>Changes with any change to any row.</summary>
    public async Task<string> ChecksumAsync()
    {
        var sums = new List<string>();
        foreach (var table in _tables)
        {
            var sum = await _world.Database.Owner.ScalarAsync<string>(
                $"select count(*) || ':' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t where user_id = $1", _user);
            sums.Add($"{table}={sum}");
        }

        return string.Join('\n', sums);
    }

    public bool AreNamedIn(string text) => text.AsSpan().ContainsAny(_anyMark);

    /// <summary>A response may contain the id of its request and nothing else of the user.</summary>
    public void ShouldNotBeIn(string answer, string when)
    {
        if (!AreNamedIn(answer)) return;

        foreach (var mark in _marks)
        {
            if (answer.Contains(mark, StringComparison.Ordinal) && !when.Contains(mark, StringComparison.Ordinal))
                throw new ShouldAssertException($"{mark} was shown by {when}");
        }
    }
}
