using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Registration;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Idempotency;

internal static class Keyed
{
    /// <summary>Registers an account with an idempotency key.</summary>
    public static Task<ApiAnswer> RegisterWithAsync(this Person person, string key, string name, Uri? instance = null) =>
        person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Registering.Body(name), instance, token: null, ("Idempotency-Key", key));

    public static Task<ApiAnswer> SyncWithAsync(this Person person, string key, string? body = null) =>
        person.SendAsync(HttpMethod.Post, Synced.Runs, body, instance: null, token: null, ("Idempotency-Key", key));

    public static bool IsReplayed(this ApiAnswer answer) => answer.Headers.GetValueOrDefault("Idempotent-Replayed") == "true";

    public static Task<int> RegistrationsAsync(this ApiWorld world, string name) => world.CountOfAsync(
        "select count(*)::int from public.account_registrations where request->>'account_name' = $1", name);

    public static async Task<int> CountOfAsync(this ApiWorld world, string sql, params object[] arguments) =>
        await world.Database.Owner.ScalarAsync<int>(sql, arguments);

    /// <summary>Makes the row of a key look as if its instance had crashed after the work and before it stored the response.</summary>
    public static Task CrashAsync(this ApiWorld world, string key) => world.Database.Owner.ExecuteAsync(
        "update accounts_internal.idempotency_keys set status = null, headers = null, body = null, locked_until = app.now() where key = $1", key);
}
