using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Reads and changes the stored connections of a user as the database owner.</summary>
internal static class StoredConnections
{
    public const string Live = "/api/v1/accounts/amazon-ads-accounts?live=true&max_results=1";
    public const string Login = "/api/v1/auth/amazon/login";
    public const string Status = "/api/v1/auth/status";
    public const string Refresh = "/api/v1/auth/refresh";
    public const string Revoke = "/api/v1/auth/revoke";

    private const string Theirs = "user_id = (select id from public.users where clerk_user_id = $1)";

    /// <summary>Evaluates an expression on the user's oldest connection.</summary>
    public static Task<T?> ConnectionAsync<T>(this ApiWorld world, Person person, string expression) => world.Database.Owner.ScalarAsync<T>(
        $"select {expression} from public.oauth_tokens where {Theirs} order by created_at, id limit 1", person.Clerk.UserId);

    public static async Task ChangeConnectionAsync(this ApiWorld world, Person person, string assignments, params object[] arguments) =>
        (await world.Database.Owner.ExecuteAsync($"update public.oauth_tokens set {assignments} where {Theirs}", [person.Clerk.UserId, .. arguments]))
            .ShouldBe(1);

    public static Task ExpireTokenAsync(this ApiWorld world, Person person) =>
        world.ChangeConnectionAsync(person, "expires_at = app.now() - interval '1 minute'");

    public static Task<long> CountAsync(this ApiWorld world, Person person, string table, string condition = "true") =>
        world.Database.Owner.ScalarAsync<long>($"select count(*) from public.{table} where {Theirs} and {condition}", person.Clerk.UserId);

    /// <summary>Moves the database's clock.</summary>
    public static Task AdvanceAsync(this ApiWorld world, TimeSpan by) => world.Database.AdvanceClockAsync(by);

    /// <summary>Oldest first, as <c>type status code</c>.</summary>
    public static async Task<string[]> AuditAsync(this ApiWorld world, Person person,
        string type) => await world.Database.Owner.ScalarAsync<string[]>(
        $"""
        select coalesce(array_agg(concat_ws(' ', event_type, event_status, error_code) order by created_at), '{"{}"}')
        from public.auth_audit_log where {Theirs} and event_type = $2
        """, person.Clerk.UserId, type) ?? [];

    public static async Task<string> PlainAsync(this ApiWorld world, Person person, string column)
    {
        var stored = await world.ConnectionAsync<string>(person, column);
        var user = new UserId(await world.ConnectionAsync<Guid>(person, "user_id"));
        var connection = new ConnectionId(await world.ConnectionAsync<Guid>(person, "id"));
        return world.Decrypt(stored.ShouldNotBeNull(), column switch
        {
            "encrypted_access_token" => TokenBinding.AccessToken(user, connection),
            _ => TokenBinding.RefreshToken(user, connection),
        });
    }

    /// <summary>The code verifier of the newest attempt that matches.</summary>
    public static async Task<string> VerifierAsync(this ApiWorld world, string condition, params object[] arguments)
    {
        var newest = $"from public.oauth_states where {condition} order by created_at desc limit 1";
        var user = await world.Database.Owner.ScalarAsync<Guid>($"select user_id {newest}", arguments);
        var stored = await world.Database.Owner.ScalarAsync<string>($"select encrypted_code_verifier {newest}", arguments);
        return world.Decrypt(stored.ShouldNotBeNull(), TokenBinding.CodeVerifier(new UserId(user)));
    }

    private static string Decrypt(this ApiWorld world, string ciphertext, TokenBinding binding)
    {
        world.Services.GetRequiredService<ITokenCipher>().TryUnprotect(new ProtectedToken(ciphertext), binding, out var plaintext).ShouldBeTrue();
        return plaintext.Reveal();
    }

    public static Task<string[]> AccountStatusesAsync(this Person person) => person.AccountsAsync("status");

    public static async Task<string[]> AccountsAsync(this Person person, string member)
    {
        var answer = await person.GetAsync("/api/v1/accounts?page_size=100");
        return [.. answer.Json.GetProperty("accounts").EnumerateArray().Select(a => a.GetProperty(member).ToString())];
    }

    /// <summary>Sends Amazon's redirect to another instance.</summary>
    public static Uri At(this Uri redirect, Uri instance) => new(instance, redirect.PathAndQuery);

    public static string ErrorOf(this ApiAnswer answer)
    {
        answer.Status.ShouldBe(System.Net.HttpStatusCode.Redirect, answer.Text);
        return System.Web.HttpUtility.ParseQueryString(answer.Location!.Query)["error"] ?? answer.Location.Query;
    }
}
