using System.Diagnostics;
using System.Net;
using Accounts.Application.Common.Ports;
using Accounts.Simulators.Lwa;
using Microsoft.Extensions.DependencyInjection;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Keys;

public sealed class KeyRotationTests(ManyConnections world, ITestOutputHelper output) : IClassFixture<ManyConnections>, IDisposable
{
    private const int Many = 5_000;
    private const int Refreshers = 6;
    private const string LastLine = "The older keys can be removed after a day.";

    public void Dispose() => world.Amazon.Configure(new LwaBehaviour());

    [Fact]
    public async Task Thousands_of_connections_are_rotated_during_refreshes_and_the_old_key_can_be_removed()
    {
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        await world.FillAsync(Many);
        using var stop = new CancellationTokenSource();
        var passes = ReadRepeatedlyAsync(stop.Token);
        var refreshes = Enumerable.Range(0, Refreshers).Select(_ => RefreshRepeatedlyAsync(stop.Token)).ToArray();

        var time = Stopwatch.StartNew();
        var (code, lines) = await world.RotateAsync();
        time.Stop();
        await stop.CancelAsync();
        var refreshed = (await Task.WhenAll(refreshes)).SelectMany(r => r).Distinct().ToArray();
        output.WriteLine($"{time.Elapsed.TotalSeconds:0.0} s with the start of the process, {refreshed.Length} refreshes "
            + $"and {await passes} readings of all rows meanwhile: {lines[^1]}");

        code.ShouldBe(0, string.Join('\n', lines));
        lines.Count(line => line.Contains("connections so far", StringComparison.Ordinal)).ShouldBe(Many / 500);
        lines[^1].ShouldStartWith($"{Many:N0} connections: ");
        lines[^1].ShouldEndWith($" already current, 0 unreadable. {LastLine}");
        refreshed.Length.ShouldBeGreaterThan(20);
        (await passes).ShouldBeGreaterThan(2);

        var valid = world.Amazon.Grants.Where(g => !g.Revoked).Select(g => g.RefreshToken).ToHashSet();
        var stored = await world.ReadAllAsync(ManyConnections.Cipher("aes-gcm", world.NewKey));
        stored.Count.ShouldBe(Many);
        stored.Count(IsUnreadable).ShouldBe(0);
        stored.Count(row => !valid.Contains(row.Refresh!)).ShouldBe(0, "a replaced token must not overwrite the latest one");
        await OldKeyIsNotNeededAsync(refreshed[0]);
    }

    [Theory]
    [InlineData("fernet", "gAAAAA%")]
    [InlineData("aes-gcm", "v2.%")]
    public async Task The_command_reports_its_counts_and_changes_nothing_when_it_is_repeated(string format, string pattern)
    {
        await world.FillAsync(3);
        var setting = ("TokenEncryption:Format", format);

        (await world.RotateAsync(setting)).Lines[^1].ShouldBe($"3 connections: 3 re-encrypted, 0 already current, 0 unreadable. {LastLine}");
        (await world.RotateAsync(setting)).Lines[^1].ShouldBe($"3 connections: 0 re-encrypted, 3 already current, 0 unreadable. {LastLine}");

        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.oauth_tokens where encrypted_access_token like $1 and encrypted_refresh_token like $1 and version = 0",
            pattern)).ShouldBe(3);
        (await world.ReadAllAsync(ManyConnections.Cipher(format, world.NewKey))).Count(IsUnreadable).ShouldBe(0);
    }

    [Fact]
    public async Task Unreadable_tokens_are_counted_reported_and_left_unchanged()
    {
        await world.FillAsync(2);
        await world.Database.Owner.ExecuteAsync(
            "update public.oauth_tokens set encrypted_refresh_token = 'Atzr|plain' where id = (select min(id::text)::uuid from public.oauth_tokens)");

        var (code, lines) = await world.RotateAsync();

        code.ShouldBe(65);
        lines.ShouldContain($"2 connections: 1 re-encrypted, 0 already current, 1 unreadable. {LastLine}");
        lines.ShouldContain(line => line.StartsWith("Unreadable tokens were left unchanged.", StringComparison.Ordinal));
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.oauth_tokens where encrypted_refresh_token = 'Atzr|plain' and status = 'active'")).ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_keys_rotate_nothing()
    {
        await world.FillAsync(1);
        var before = await world.Database.Owner.ScalarAsync<string>("select encrypted_refresh_token from public.oauth_tokens");

        var (code, lines) = await world.RotateAsync(("TokenEncryption:Keys:0", ApiSettings.NewKey()),
            ("TokenEncryption:Keys:1", ApiSettings.NewKey()));

        code.ShouldBe(78);
        lines.ShouldHaveSingleItem().ShouldStartWith("TokenEncryption__Keys: ");
        (await world.Database.Owner.ScalarAsync<string>("select encrypted_refresh_token from public.oauth_tokens")).ShouldBe(before);
    }

    [Fact]
    public async Task An_unavailable_database_is_reported()
    {
        var (code, lines) = await world.RotateAsync(("ConnectionStrings:Accounts", "Host=127.0.0.1;Port=1;Username=x;Timeout=1"));

        code.ShouldBe(69);
        lines.ShouldContain("The database does not respond or is not migrated; no key was rotated.");
    }

    [Fact]
    public async Task A_running_instance_rotates_the_keys_and_re_encrypts_the_canary_last()
    {
        await world.FillAsync(20);
        var canary = await CanaryAsync();

        await using var instance = await world.StartProcessAsync();

        await Eventually.IsTrueAsync(async () => await CanaryAsync() != canary, "The end of the rotation");
        (await world.ReadAllAsync(ManyConnections.Cipher("aes-gcm", world.NewKey))).Count(IsUnreadable).ShouldBe(0);
        (await world.RotateAsync()).Lines[^1].ShouldStartWith("20 connections: 0 re-encrypted, 20 already current");
    }

    private static bool IsUnreadable((string? Access, string? Refresh) row) => row.Access is null || row.Refresh is null;

    private Task<string?> CanaryAsync() =>
        world.Database.Owner.ScalarAsync<string>("select value from accounts_internal.application_config where key = 'token_encryption.canary'");

    /// <summary>Reads every row repeatedly with the keys of an instance and returns the number of passes.</summary>
    private async Task<int> ReadRepeatedlyAsync(CancellationToken stop)
    {
        var cipher = world.Services.GetRequiredService<ITokenCipher>();
        for (var passes = 0; ; passes++)
        {
            if (stop.IsCancellationRequested) return passes;
            (await world.ReadAllAsync(cipher)).Count(IsUnreadable).ShouldBe(0);
        }
    }

    /// <summary>Refreshes rows shortly before the rotation reaches them, so that some collide. Returns the refreshed users.</summary>
    private async Task<List<string>> RefreshRepeatedlyAsync(CancellationToken stop)
    {
        var refreshed = new List<string>();
        while (!stop.IsCancellationRequested && await NextAsync() is { } clerkUser)
        {
            using var person = world.PersonOf(clerkUser);
            var answer = await person.SendAsync(HttpMethod.Post, Refresh);
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
            refreshed.Add(clerkUser);
        }

        return refreshed;
    }

    private Task<string?> NextAsync() => world.Database.Owner.ScalarAsync<string>(
        """
        select u.clerk_user_id from public.oauth_tokens t join public.users u on u.id = t.user_id
        where t.encrypted_refresh_token like 'gAAAAA%' and t.refresh_lease_owner is null order by t.id offset $1 limit 1
        """, Random.Shared.Next(500));

    private async Task OldKeyIsNotNeededAsync(string refreshed)
    {
        await using var instance = await world.StartProcessAsync(("TokenEncryption:Keys:1", world.NewKey));
        foreach (var clerkUser in new[] { refreshed, "user_manyConnected1", $"user_manyConnected{Many}" })
        {
            using var person = world.PersonOf(clerkUser);
            (await person.GetAsync(Live, instance.Address)).Status.ShouldBe(HttpStatusCode.OK, clerkUser);
        }
    }
}
