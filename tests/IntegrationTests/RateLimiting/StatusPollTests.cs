using System.Diagnostics;
using System.Net;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.RateLimiting;

/// <summary>Pages that poll the status without a pause.</summary>
public sealed class StatusPollTests(LimitedWorld world) : IClassFixture<LimitedWorld>
{
    [Fact]
    public async Task Polls_without_a_pause_are_paced_and_count_against_no_other_limit()
    {
        var instance = await world.StartInstanceAsync(("RateLimits:General:Limit", "3"));
        using var person = await world.ConnectedAsync("northwind");
        var polling = Stopwatch.StartNew();

        for (var i = 0; i < 9; i++) (await person.GetAsync(StoredConnections.Status, instance)).Status.ShouldBe(HttpStatusCode.OK);

        polling.Elapsed.TotalMilliseconds.ShouldBeGreaterThan(8 * 250 - 50); // timers may fire slightly early
        (await person.SendAsync(HttpMethod.Patch, "/api/v1/users/me", "{}", instance)).Limit().Remaining.ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_parallel_polls_are_answered_and_the_next_is_refused()
    {
        var instance = await world.StartInstanceAsync(("RateLimits:AuthStatus:Window", "00:00:30"));
        using var person = world.NewPerson();
        await person.GetAsync("/api/v1/users/me", instance);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.GetAsync(StoredConnections.Status, instance)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.NotFound);
        (await person.GetAsync(StoredConnections.Status, instance)).ShouldBeRefused("auth-status", 20, 30);
    }

    /// <summary>Only within the second for which a response is cached, so the test may need several attempts on a slow machine.</summary>
    [Fact]
    public async Task A_poll_within_a_second_of_another_one_does_not_use_the_database()
    {
        using var person = await world.ConnectedAsync("northwind");

        await Eventually.IsTrueAsync(async () =>
        {
            (await person.GetAsync(StoredConnections.Status)).Status.ShouldBe(HttpStatusCode.OK);
            await using var connection = await world.Database.Owner.OpenConnectionAsync();
            await using var locking = await connection.BeginTransactionAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "lock table public.users, public.oauth_tokens in access exclusive mode";
            await command.ExecuteNonQueryAsync();
            var poll = person.GetAsync(StoredConnections.Status);
            var isAnswered = await Task.WhenAny(poll, Task.Delay(TimeSpan.FromSeconds(2))) == poll;
            await locking.RollbackAsync();
            return (await poll).Status == HttpStatusCode.OK && isAnswered;
        }, "A poll is answered while no one can read the connections");
    }
}
