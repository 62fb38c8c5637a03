using System.Net;
using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Stored tokens that are absent or that no configured key decrypts are not used and cause no 500.</summary>
public sealed class UnreadableTokenTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    /// <summary>Less than the thirty seconds after which an absent token is refreshed anyway.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(-32)]
    [InlineData(-1)]
    public async Task An_access_token_with_a_flipped_bit_requires_reauthorization(int position)
    {
        using var person = await ConnectedAsync();
        await SetAsync(person, "encrypted_access_token", Flipped(await world.ConnectionAsync<string>(person, "encrypted_access_token"), position));

        await IsUnreadableAsync(person);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(-1)]
    public async Task A_refresh_token_with_a_flipped_bit_requires_reauthorization_when_it_is_used(int position)
    {
        using var person = await ConnectedAsync();
        await SetAsync(person, "encrypted_refresh_token", Flipped(await world.ConnectionAsync<string>(person, "encrypted_refresh_token"), position));
        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);

        await world.ExpireTokenAsync(person);
        await IsUnreadableAsync(person);
    }

    [Theory]
    [InlineData("encrypted_access_token", false)]
    [InlineData("encrypted_refresh_token", true)]
    public async Task A_plaintext_token_is_not_used(string column, bool expired)
    {
        using var person = await ConnectedAsync();
        await SetAsync(person, column, await world.PlainAsync(person, column));
        if (expired) await world.ExpireTokenAsync(person);

        await IsUnreadableAsync(person);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\n")]
    [InlineData("gAAAAA==")]
    [InlineData("null")]
    public async Task Columns_without_ciphertext_require_reauthorization(string text)
    {
        using var person = await ConnectedAsync();
        await SetAsync(person, "encrypted_access_token", text);
        await SetAsync(person, "encrypted_refresh_token", text);

        await IsUnreadableAsync(person);
    }

    [Theory]
    [InlineData("app.now() + interval '1 hour'")]
    [InlineData("app.now() - interval '1 hour'")]
    [InlineData("null")]
    public async Task Absent_tokens_require_reauthorization(string expiresAt)
    {
        using var person = await ConnectedAsync();
        await world.ChangeConnectionAsync(person, $"encrypted_access_token = null, encrypted_refresh_token = null, expires_at = {expiresAt}");

        await IsUnreadableAsync(person);
    }

    [Theory]
    [InlineData("expires_at = app.now() + interval '1 hour'")]
    [InlineData("expires_at = null")]
    [InlineData("last_refresh = app.now()")]
    public async Task An_absent_access_token_is_refreshed(string further)
    {
        using var person = await ConnectedAsync();
        await world.ChangeConnectionAsync(person, "encrypted_access_token = null, " + further);
        world.Amazon.ClearCalls();

        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldStartWith("Atza|");
    }

    [Theory]
    [InlineData("last_refresh = app.now()")]
    [InlineData("last_refresh = null")]
    public async Task An_absent_access_token_is_replaced_by_a_forced_refresh(string further)
    {
        using var person = await ConnectedAsync();
        await world.ChangeConnectionAsync(person, "encrypted_access_token = null, " + further);

        var refreshed = await person.SendAsync(HttpMethod.Post, Refresh).WaitAsync(Soon, TestContext.Current.CancellationToken);

        refreshed.Status.ShouldBe(HttpStatusCode.OK, refreshed.Text);
        (await world.PlainAsync(person, "encrypted_access_token")).ShouldStartWith("Atza|");
    }

    [Fact]
    public async Task An_older_configured_key_still_decrypts_and_a_removed_key_does_not()
    {
        using var person = await ConnectedAsync();
        var rotated = await world.StartProcessAsync(("TokenEncryption:Keys:0", ApiSettings.NewKey()), ("TokenEncryption:Keys:1", world.Key));
        world.Amazon.ClearCalls();

        (await person.GetAsync(Live, rotated.Address)).Status.ShouldBe(HttpStatusCode.OK);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
        (await person.SendAsync(HttpMethod.Post, Refresh, instance: rotated.Address)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.GetAsync(Live, rotated.Address)).Status.ShouldBe(HttpStatusCode.OK);
        await rotated.TerminateAsync(); // otherwise it would re-encrypt later connections with its key

        await IsUnreadableAsync(person); // by the instance that has only the old key
    }

    private async Task<Person> ConnectedAsync()
    {
        var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        return person;
    }

    private Task SetAsync(Person person, string column, string text) => world.ChangeConnectionAsync(person, $"{column} = $2", text);

    private async Task IsUnreadableAsync(Person person)
    {
        world.Amazon.ClearCalls();
        var stored = await world.ConnectionAsync<string>(person, "concat(encrypted_access_token, ' ', encrypted_refresh_token)");

        foreach (var (method, path) in new[] { (HttpMethod.Get, Live), (HttpMethod.Post, Refresh) })
        {
            var answer = await person.SendAsync(method, path);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Text);
            answer.Code.ShouldBe("connection.reauthorization_required");
        }

        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
        world.Amazon.Calls.Count(Routes.ListAccounts).ShouldBe(0);
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("needs_reauth");
        (await world.ConnectionAsync<string>(person, "concat(encrypted_access_token, ' ', encrypted_refresh_token)")).ShouldBe(stored);
        (await world.AuditAsync(person, "token.unreadable")).ShouldBe(["token.unreadable failure token_unreadable"]);
        await person.ConnectAsync("northwind");
        (await person.GetAsync(Live)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string Flipped(string? ciphertext, int position)
    {
        var bytes = Convert.FromBase64String(ciphertext!.Replace('-', '+').Replace('_', '/'));
        bytes[position < 0 ? bytes.Length + position : position] ^= 1;
        return Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_');
    }
}
