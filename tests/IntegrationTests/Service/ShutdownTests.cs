using System.Diagnostics;
using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Service;

[Trait("Route", "pooler")]
public sealed class ShutdownTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_request_in_progress_completes_and_stores_the_tokens_that_amazon_issued()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await using var instance = await world.StartProcessAsync();
        var token = await StoredTokenAsync(person);
        world.Amazon.SetLatency(Routes.Token, TimeSpan.FromSeconds(2));
        world.Amazon.ClearCalls();

        var refresh = person.SendAsync(HttpMethod.Post, "/api/v1/auth/refresh", instance: instance.Address);
        await AmazonIsAskedAsync();
        var ended = Stopwatch.StartNew();
        await instance.TerminateAsync();

        (await refresh).Status.ShouldBe(HttpStatusCode.OK);
        ended.Elapsed.ShouldBeLessThan(Longest);
        (await StoredTokenAsync(person)).ShouldNotBe(token);
        world.Amazon.SetLatency(Routes.Token, TimeSpan.Zero);
    }

    [Fact]
    public async Task An_instance_that_shuts_down_is_not_ready_and_still_serves_requests()
    {
        using var person = world.NewPerson();
        await using var instance = await world.StartProcessAsync(("Shutdown:DrainFor", "00:00:04"));

        var ending = instance.TerminateAsync();
        await UnreadyAsync(instance.Address);
        var answer = await person.GetAsync("/api/v1/accounts", instance.Address);
        await ending;

        answer.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_hanging_request_is_aborted_and_does_not_delay_the_handover_of_a_run()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await using var instance = await world.StartProcessAsync(("Shutdown:Deadline", "00:00:04"));
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.FromSeconds(20));
        world.Amazon.ClearCalls();
        var run = await RunOwnedByAsync(person, instance.Address, IsTheInstance);
        var asked = world.Amazon.Calls.Count(Routes.ListAccounts);
        var hanging = person.GetAsync("/api/v1/accounts/amazon-ads-accounts?live=true", instance.Address);
        await AmazonIsAskedAsync(Routes.ListAccounts, asked + 1);

        var ending = instance.TerminateAsync();
        await UntilOwnedAsync(run, owner => !IsTheInstance(owner));
        hanging.IsCompleted.ShouldBeFalse("the run is handed over before the request is aborted");

        (await ending).ShouldBe(0, string.Join('\n', instance.Lines));
        await Should.ThrowAsync<HttpRequestException>(hanging);
        world.Amazon.SetLatency(Routes.ListAccounts, TimeSpan.Zero);

        bool IsTheInstance(string? owner) => owner?.Contains($":{instance.ProcessId}:", StringComparison.Ordinal) == true;
    }

    /// <summary>The other instance may claim the run first: then that run is cancelled and another one started. Returns when Amazon has been
    /// called.</summary>
    private async Task<string> RunOwnedByAsync(Person person, Uri instance, Func<string?, bool> expected)
    {
        for (var calls = 1; ; calls++)
        {
            var run = (await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/sync", instance: instance)).Json.GetProperty("sync_id").GetString()!;
            string? owner = null;
            await UntilOwnedAsync(run, now => (owner = now) is not null);
            await AmazonIsAskedAsync(Routes.ListAccounts, calls);
            if (expected(owner)) return run;
            await person.SendAsync(HttpMethod.Delete, $"/api/v1/accounts/sync/{run}", instance: instance);
        }
    }

    private Task UntilOwnedAsync(string run, Func<string?, bool> expected) => Eventually.IsTrueAsync(
        async () =>
            expected(await world.Database.Owner.ScalarAsync<string>("select owner from accounts_internal.jobs where id = $1", Guid.Parse(run))),
        "The expected owner of the run");

    private Task<string?> StoredTokenAsync(Person person) => world.Database.Owner.ScalarAsync<string>(
        "select encrypted_access_token from public.oauth_tokens t join public.users u on u.id = t.user_id where u.clerk_user_id = $1",
        person.Clerk.UserId);

    private Task AmazonIsAskedAsync(string route = Routes.Token, int times = 1) =>
        Eventually.IsTrueAsync(() => world.Amazon.Calls.Count(route) >= times, $"{times} calls of {route}");

    private static async Task UnreadyAsync(Uri instance)
    {
        using var client = new HttpClient();
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri(instance, "health/ready"));
                return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
            },
            "Not ready");
    }
}
