using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Accounts.Benchmarks.Frame;
using Accounts.TestKit.Harness;

namespace Accounts.Benchmarks.Lists;

/// <summary>
/// B2: measures whole requests for the list of a user with 10,000 accounts, by every filter, sort and order, for the first and the last page. The
/// database's part of each is smaller.
/// </summary>
internal sealed class FilteredList : IBenchmark
{
    private const int Rows = 10_000;
    private const int Repetitions = 5;

    private static readonly string[] Filters =
    [
        "", "status=active", "status=suspended&status=error", "status=pending", "account_type=advertising", "account_type=dsp&account_type=amc",
        "country_code=US", "country_code=DE", "country_code=DE&country_code=FR", "profile_id=1000005000", "has_errors=true", "has_errors=false",
        "tag=retail", "synced_before=2026-01-01T00:00:00Z", "search=traders%209", "search=nothing", "search=amzn1.ads",
    ];

    private static readonly string[] Sorts = ["name", "status", "last_synced_at", "connected_at"];

    public string Id => "B2";

    public async Task RunAsync(Stage stage)
    {
        await using var world = await stage.StartWorldAsync(accounts: 0);
        var person = world.Amazon.Clerk.NewPerson();
        await StoredAccounts.WriteAsync(world, [person.UserId], Rows);
        await world.Database.Owner.ExecuteAsync(Vary);
        await world.Database.Owner.ExecuteAsync("vacuum analyze public.user_accounts");
        using var client = new HttpClient();

        var times = new List<(string Query, double Milliseconds)>();
        foreach (var filter in Filters)
        {
            foreach (var order in Sorts.SelectMany(sort => new[] { $"sort={sort}&order=asc", $"sort={sort}&order=desc" }))
            {
                foreach (var page in new[] { 1, 100 })
                {
                    var query = $"{filter}&{order}&page={page}&page_size=100".TrimStart('&');
                    times.Add((query, await MedianAsync(query)));
                }
            }
        }

        var sorted = times.OrderByDescending(t => t.Milliseconds).ToArray();
        foreach (var (query, milliseconds) in sorted.Take(5)) stage.Report.Note($"{milliseconds:0.0} ms  {query}");
        var median = sorted[sorted.Length / 2].Milliseconds;
        stage.Report.Add(Id, "list of 10,000 accounts by every filter and sort", $"slowest {sorted[0].Milliseconds:0} ms, median {median:0.0} ms",
            "< 50 ms", sorted[0].Milliseconds < 50);

        async Task<double> MedianAsync(string query)
        {
            var session = world.Amazon.Clerk.TokenFor(person); // it is valid for a minute
            var milliseconds = new List<double>();
            for (var i = 0; i < Repetitions; i++)
            {
                var sent = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Api.Address, $"api/v1/accounts?{query}"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session);
                using var response = await client.SendAsync(request, stage.Stop);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, query);
                milliseconds.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }

            return milliseconds.Median();
        }
    }

    /// <summary>Every status, type and country, errors, tags and times, as in a large agency.</summary>
    private const string Vary =
        """
        with numbered as (select id, row_number() over (order by amazon_account_id) as n from public.user_accounts)
        update public.user_accounts a set
          status = (array['active', 'active', 'active', 'pending', 'suspended', 'inactive', 'disconnected', 'error'])[n % 8 + 1],
          account_type = (array['advertising', 'advertising', 'advertising', 'dsp', 'amc'])[n % 5 + 1],
          last_synced_at = case when n % 11 = 0 then null else now() - make_interval(hours => (n % 9000)::int) end,
          connected_at = now() - make_interval(mins => n::int),
          settings = case when n % 7 = 0 then '{"tags":["retail"]}'::jsonb else '{}'::jsonb end,
          metadata = a.metadata || jsonb_build_object(
            'country_codes', case when n % 3 = 0 then '["DE","FR"]'::jsonb else '["US","CA"]'::jsonb end,
            'errors', case when n % 13 = 0 then '{"DE":[{"errorId":1,"errorCode":"X","errorMessage":"x"}]}'::jsonb else '{}'::jsonb end)
        from numbered where numbered.id = a.id
        """;
}
