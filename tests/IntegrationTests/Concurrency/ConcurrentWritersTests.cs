using System.Globalization;
using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.IntegrationTests.Tenancy;
using Accounts.Simulators;

namespace Accounts.IntegrationTests.Concurrency;

/// <summary>
/// Every pair of mutating requests of a user, sent concurrently, leaves a state that the same requests leave one after the other, in one of the two
/// orders. So no change is lost, no two accounts are the default, and nothing that was removed comes back.
/// </summary>
public sealed class ConcurrentWritersTests(ConcurrentWritersTests.World world) : IClassFixture<ConcurrentWritersTests.World>
{
    private static readonly int Repetitions =
        int.TryParse(Environment.GetEnvironmentVariable("ACCOUNTS_WRITERS"), CultureInfo.InvariantCulture, out var times) ? times : 1;

    [Fact]
    public async Task Two_concurrent_writers_leave_a_state_that_one_after_the_other_leaves()
    {
        using var person = await world.ConnectedAsync("northwind");
        var ids = await PrepareAsync(person);
        var saved = await SavedState.OfAsync(world, person);
        var alone = new Dictionary<Writer, string>();
        foreach (var writer in Writer.All) alone[writer] = await StateAfterAsync(saved, () => OneAfterTheOtherAsync(person, ids, writer));

        var violations = new List<string>();
        foreach (var (a, b) in Pairs())
        {
            var both = new[]
            {
                await StateAfterAsync(saved, () => OneAfterTheOtherAsync(person, ids, a, b)),
                await StateAfterAsync(saved, () => OneAfterTheOtherAsync(person, ids, b, a)),
            };
            for (var i = 0; i < Repetitions; i++)
            {
                ApiAnswer[] answers = [];
                var state = await StateAfterAsync(
                    saved, async () => answers = await Task.WhenAll(SendAsync(person, ids, a), SendAsync(person, ids, b)));

                string[] allowed = [.. both, .. answers.Zip([b, a]).Where(pair => !IsDone(pair.First)).Select(pair => alone[pair.Second])];
                violations.AddRange(answers.Where(answer => !IsExpected(answer)).Select(answer => $"{a} and {b} gave {answer.Status} {answer.Code}"));
                if (!allowed.Contains(state)) violations.Add($"{a} and {b} left\n{state}\ninstead of\n{string.Join("\nor\n", allowed.Distinct())}");
            }
        }

        violations.ShouldBeEmpty();
    }

    [Fact]
    public void Every_mutating_route_has_a_test_with_concurrent_writers()
    {
        var routes = Route.All(world).Where(route => !route.IsOpen && route.Method is not ("GET" or "HEAD")).Select(route => route.Name.TrimEnd('/'));
        var tested = Writer.All.Select(writer => $"{writer.Method} {writer.Route}").Concat(TestedElsewhere.ByRoute.Keys);

        routes.ShouldBe(tested.Distinct(), ignoreOrder: true);
        var classes = typeof(ConcurrentWritersTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();
        TestedElsewhere.ByRoute.Values.ShouldAllBe(name => classes.Contains(name));
    }

    /// <summary>An account that is active and the default, one that is disconnected, and one more.</summary>
    private async Task<Dictionary<string, string>> PrepareAsync(Person person)
    {
        var accounts = (await person.ListAsync("status=active")).Select(a => a.Text("id")!).Take(3).ToArray();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["$active"] = accounts[0],
            ["$disconnected"] = accounts[1],
            ["$other"] = accounts[2],
            ["$connection"] = (await world.ConnectionIdAsync(person)).ToString(),
        };
        await person.SendAsync(HttpMethod.Post, $"{Synced.Accounts}/{accounts[0]}/switch");
        await person.SendAsync(HttpMethod.Post, $"{Synced.Accounts}/{accounts[1]}/disconnect");
        await person.SendAsync(HttpMethod.Patch, "/api/v1/settings", """{"preferences":{"theme":"light"}}""");
        // so that each refresh calls Amazon
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set last_refresh = last_refresh - interval '1 hour'");
        return ids;
    }

    private static IEnumerable<(Writer A, Writer B)> Pairs() =>
        Writer.All.SelectMany((a, i) => Writer.All.Skip(i).Select(b => (a, b)));

    private static bool IsDone(ApiAnswer answer) => answer.Status == HttpStatusCode.OK;

    /// <summary>Done, or refused because of the other writer.</summary>
    private static bool IsExpected(ApiAnswer answer) =>
        answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized;

    private static async Task<string> StateAfterAsync(SavedState saved, Func<Task> act)
    {
        await saved.RestoreAsync();
        await act();
        return await saved.ReadAsync();
    }

    private static async Task OneAfterTheOtherAsync(Person person, Dictionary<string, string> ids, params Writer[] writers)
    {
        foreach (var writer in writers) await SendAsync(person, ids, writer);
    }

    private static Task<ApiAnswer> SendAsync(Person person, Dictionary<string, string> ids, Writer writer)
    {
        return person.SendAsync(new HttpMethod(writer.Method), Filled(writer.Path), writer.Body is null ? null : Filled(writer.Body), instance: null,
            token: null, ("If-Match", "*"));

        string Filled(string text) => ids.Aggregate(text, (filled, id) => filled.Replace(id.Key, id.Value, StringComparison.Ordinal));
    }

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override SimulatorOptions Simulated => new() { Accounts = 8, Agencies = 0, Managers = 0 };

        protected override (string Name, string Value)[] Changes => [("Sync:Interval", "00:00:00"), ("TokenRefresh:Interval", "00:10:00")];
    }
}
