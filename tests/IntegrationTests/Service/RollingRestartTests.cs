using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Service;

/// <summary>
/// Two instances under a constant load are ended by SIGTERM and replaced one after the other. The suite runs a light load for ten seconds with
/// one restart; <c>ACCOUNTS_LOAD_SECONDS=120</c> runs 200 requests a second for that time, with three restarts.
/// </summary>
public sealed class RollingRestartTests(ConnectedWorld world, ITestOutputHelper output) : IClassFixture<ConnectedWorld>
{
    private const int People = 7; // coprime to the number of requests, so that every user sends each request
    private static readonly (HttpMethod, string) Sync = (HttpMethod.Post, "/api/v1/accounts/sync");
    private static readonly (HttpMethod, string) Live = (HttpMethod.Get, "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=20");
    private static readonly LoadPlan Plan = int.TryParse(Environment.GetEnvironmentVariable("ACCOUNTS_LOAD_SECONDS"), CultureInfo.InvariantCulture,
        out var seconds)
        ? new(TimeSpan.FromSeconds(seconds), RequestsPerSecond: 200, Restarts: 3)
        : new(TimeSpan.FromSeconds(10), RequestsPerSecond: 20, Restarts: 1);

    private static readonly HttpStatusCode[] Fine = [HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.Conflict];

    private readonly ConcurrentQueue<Outcome> _outcomes = [];

    [Fact]
    public async Task No_request_fails_while_instances_are_replaced()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => UserAsync()));
        await world.StopInstanceAsync(); // only the two processes act
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromMilliseconds(600));
        await using var balancer = new LoadBalancer(await Task.WhenAll(WarmAsync(users), WarmAsync(users)));
        using var enough = new CancellationTokenSource();

        var load = LoadAsync(balancer, users, enough.Token);
        for (var i = 0; i < Plan.Restarts; i++)
        {
            var next = Task.Delay(Plan.Time / Plan.Restarts);
            await RequestAsync(balancer.At(i % 2), users[i].Person, Sync); // a run to hand over
            var begun = RequestAsync(balancer.At(i % 2), users[i].Person, Live); // a request to drain
            var ended = Stopwatch.StartNew();
            (await balancer.RestartAsync(i % 2, async () => await TimedAsync(i, ended))).ShouldBe(0);
            await Task.WhenAll(begun, next);
        }

        await enough.CancelAsync();
        await load;

        Report();
        _outcomes.Where(o => o.Failure is not null).ShouldBeEmpty();
        _outcomes.Count(o => o.WhileEnding).ShouldBeGreaterThanOrEqualTo(Plan.Restarts);
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.account_sync_history where sync_status not in ('success', 'queued', 'in_progress')")).ShouldBe(0);
        foreach (var user in users) user.Person.Dispose();
    }

    private async Task<User> UserAsync()
    {
        var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        var account = (await person.GetAsync("/api/v1/accounts?page_size=1")).Json.GetProperty("accounts")[0].GetProperty("id").GetString();
        return new User(person,
        [
            (HttpMethod.Get, "/api/v1/accounts?search=a&sort=status"),
            Live,
            (HttpMethod.Post, "/api/v1/auth/refresh"),
            (HttpMethod.Get, "/api/v1/accounts/amazon-ads-accounts?max_results=20"),
            .. Enumerable.Repeat((HttpMethod.Get, "/api/v1/accounts?page_size=20"), 3),
            .. Enumerable.Repeat((HttpMethod.Get, $"/api/v1/accounts/{account}/profiles"), 2),
            .. Enumerable.Repeat((HttpMethod.Get, $"/api/v1/accounts/{account}"), 3),
            .. Enumerable.Repeat((HttpMethod.Get, "/api/v1/auth/status"), 8), // pages poll it
        ]);
    }

    private Task<ApiProcess> StartAsync() => world.StartProcessAsync(("Shutdown:DrainFor", "00:00:05"));

    private async Task<ApiProcess> WarmAsync(User[] users)
    {
        var instance = await StartAsync();
        for (var i = 0; i < Plan.RequestsPerSecond / 20; i++)
        {
            await Task.WhenAll(users.Select(async user =>
                { foreach (var (method, path) in user.Requests) await user.Person.SendAsync(method, path, instance: instance.Address); }));
        }

        return instance;
    }

    private async Task<ApiProcess> TimedAsync(int restart, Stopwatch ended)
    {
        var after = ended.Elapsed;
        var instance = await StartAsync();
        output.WriteLine(
            $"restart {restart + 1}: ended after {after.TotalSeconds:0.0} s, the next was ready {(ended.Elapsed - after).TotalSeconds:0.0} s later");
        return instance;
    }

    /// <summary>An open load: requests are sent on schedule, however slow the responses are.</summary>
    private async Task LoadAsync(LoadBalancer balancer, User[] users, CancellationToken enough)
    {
        var clock = Stopwatch.StartNew();
        var underWay = new List<Task>();
        while (!enough.IsCancellationRequested)
        {
            for (var i = underWay.Count; i < clock.Elapsed.TotalSeconds * Plan.RequestsPerSecond; i++)
                underWay.Add(RequestAsync(balancer.Next(), users[i % People].Person, users[i % People].Requests[i * 7 % users[0].Requests.Length]));
            await Task.Delay(1, CancellationToken.None);
        }

        await Task.WhenAll(underWay);
        output.WriteLine($"{underWay.Count} requests in {clock.Elapsed.TotalSeconds:0} s");
    }

    private async Task RequestAsync(LoadBalancer.Target target, Person person, (HttpMethod Method, string Path) request)
    {
        var clock = Stopwatch.StartNew();
        var ending = target.Ending;
        string? failure;
        try
        {
            var answer = await person.SendAsync(request.Method, request.Path, instance: target.Address);
            failure = Fine.Contains(answer.Status) ? null : $"{(int)answer.Status} {answer.Text}";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            failure = e.GetBaseException().Message;
        }

        _outcomes.Enqueue(new Outcome(clock.Elapsed, target.Ending > TimeSpan.Zero, failure is null
            ? null : $"{request.Method} {request.Path} sent {ending.TotalSeconds:0.0} s after SIGTERM: {failure}"));
    }

    private void Report()
    {
        var times = _outcomes.Select(o => o.Took.TotalMilliseconds).Order().ToArray();
        output.WriteLine(
            $"{_outcomes.Count(o => o.WhileEnding)} answered by an instance that was ending, {_outcomes.Count(o => o.Failure is not null)} failed");
        output.WriteLine($"median {times[times.Length / 2]:0} ms, 99 % within {times[times.Length * 99 / 100]:0} ms, all within {times[^1]:0} ms");
    }

    private sealed record LoadPlan(TimeSpan Time, int RequestsPerSecond, int Restarts);

    private sealed record User(Person Person, (HttpMethod Method, string Path)[] Requests);

    private sealed record Outcome(TimeSpan Took, bool WhileEnding, string? Failure);
}
