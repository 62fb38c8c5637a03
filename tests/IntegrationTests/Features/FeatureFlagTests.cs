using System.Net;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Features;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Features;

/// <summary>Each test removes what it has set: the flags are those of the whole world.</summary>
public sealed class FeatureFlagTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    private static readonly string Registration = $"/api/v1/accounts/register/{Guid.CreateVersion7()}";

    [Fact]
    public async Task The_routes_of_a_disabled_feature_do_not_exist_for_signed_in_users()
    {
        var instance = await world.StartInstanceAsync(("Features:Registration", "false"));
        using var person = world.NewPerson();
        using var nobody = new HttpClient();

        (await person.GetAsync(Registration, instance)).Code.ShouldBe("feature.disabled");
        var answer = await person.SendAsync(HttpMethod.Post, "/api/v1/accounts/register", "not JSON", instance);
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "feature.disabled"));
        (await person.GetAsync("/api/v1/accounts", instance)).Status.ShouldBe(HttpStatusCode.OK);
        (await nobody.GetAsync(new Uri(instance, Registration))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_operator_turns_a_feature_off_and_on_without_a_restart()
    {
        using var person = world.NewPerson();
        (await person.GetAsync(Registration)).Code.ShouldBe("registration.not_found");

        await OverrideAsync(Feature.Registration, "false");
        await Eventually.IsTrueAsync(async () => (await person.GetAsync(Registration)).Code == "feature.disabled");
        await OverrideAsync(Feature.Registration, "nonsense"); // the configured value applies
        await Eventually.IsTrueAsync(async () => (await person.GetAsync(Registration)).Code == "registration.not_found");

        var off = await world.StartInstanceAsync(("Features:Registration", "false"));
        await OverrideAsync(Feature.Registration, "100%");
        await Eventually.IsTrueAsync(async () => (await person.GetAsync(Registration, off)).Code == "registration.not_found");
    }

    [Fact]
    public async Task The_database_places_a_user_as_the_service_does()
    {
        foreach (var user in Enumerable.Range(0, 100).Select(_ => UserId.New()))
        {
            (await world.Database.Owner.ScalarAsync<long>("select app.rollout_place($1, $2)", nameof(Feature.AutoSync), user.Value))
                .ShouldBe(Rollout.PlaceOf(nameof(Feature.AutoSync), user));
        }
    }

    [Fact]
    public async Task Without_AutoSync_nothing_is_queued_for_a_user_until_it_is_on_again()
    {
        using var excluded = await world.ConnectedAsync("northwind");
        using var included = await world.ConnectedAsync("contoso");
        Guid[] users = [await world.UserIdAsync(excluded), await world.UserIdAsync(included)];
        var places = users.Select(user => Rollout.PlaceOf(nameof(Feature.AutoSync), new UserId(user))).ToArray();
        if (places[0] < places[1]) Array.Reverse(users); // the first one has the higher place
        await world.Database.Owner.ExecuteAsync(
            """update public.user_accounts set settings = '{"sync_interval_minutes": 15}', next_sync_at = null where user_id = any ($1)""", users);
        await world.Database.Owner.ExecuteAsync("update public.oauth_tokens set next_sync_at = null where user_id = any ($1)", users);
        var before = await QueuedAsync(users[0]);

        await OverrideAsync(Feature.AutoSync, $"{(decimal)places.Average() / (1L << 32) * 100:0.00000000}%");
        await UntilFlagAsync(share => share.Below is not null);
        await TickAsync();
        (await QueuedAsync(users[0])).ShouldBe(before);
        (await QueuedAsync(users[1])).Scheduled.ShouldBe(1);
        (await QueuedAsync(users[1])).Refreshes.ShouldBeGreaterThan(0);

        await OverrideAsync(Feature.AutoSync, "true");
        await UntilFlagAsync(share => share.Below is null);
        await TickAsync();
        (await QueuedAsync(users[0])).Scheduled.ShouldBe(1);
        (await QueuedAsync(users[0])).Refreshes.ShouldBeGreaterThan(0);
    }

    public async ValueTask DisposeAsync()
    {
        await world.Database.Owner.ExecuteAsync("delete from accounts_internal.application_config where key like 'Features:%'");
        await UntilFlagAsync(share => share.Below is null);
    }

    private Task<int> OverrideAsync(Feature feature, string value) => world.Database.Owner.ExecuteAsync(
        "insert into accounts_internal.application_config (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
        $"Features:{feature}", value);

    private Task UntilFlagAsync(Func<Rollout, bool> condition) => Eventually.IsTrueAsync(async () => condition(
        await world.Services.GetRequiredService<IFeatureFlags>().FindAsync(Feature.AutoSync, CancellationToken.None)), "The flag applies");

    /// <summary>The scheduler of the world is off.</summary>
    private async Task TickAsync()
    {
        await world.Services.GetRequiredService<DueSyncs>().QueueAsync(CancellationToken.None);
        await world.Services.GetRequiredService<IAccountSchedule>().EnqueueDueAsync(1_000, CancellationToken.None);
    }

    private async Task<(long Scheduled, long Refreshes)> QueuedAsync(Guid user) => (
        await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.account_sync_history where user_id = $1 and sync_type = 'scheduled'", user),
        await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from accounts_internal.jobs where user_id = $1 and kind = 'account_refresh'", user));
}
