using Accounts.Benchmarks.Frame;
using Accounts.Infrastructure.TokenProtection;
using Accounts.Simulators.Lwa;
using Accounts.TestKit.Harness;
using Microsoft.Extensions.Options;

namespace Accounts.Benchmarks.Tokens;

/// <summary>Creates one connection per user, each with its own grant. Every refresh rotates the refresh token.</summary>
internal static class StoredGrants
{
    public static async Task InsertAsync(World world, int number)
    {
        world.Amazon.Configure(new LwaBehaviour { RotateRefreshTokens = true });
        var keys = Keys(world);
        var issued = Enumerable.Range(0, number).Select(_ => world.Amazon.IssueTokens(World.Login)).ToArray();
        await world.Database.Owner.ExecuteAsync(
            """
            with grants as (select gen_random_uuid() as person, a, r from unnest($1, $2) as g (a, r)),
            people as (insert into public.users (id, clerk_user_id) select person, 'user_' || person from grants)
            insert into public.oauth_tokens (user_id, region, encrypted_access_token, encrypted_refresh_token, expires_at)
              select person, 'NA', a, r, app.now() + interval '50 minutes' from grants
            """, issued.Select(t => keys.Encrypt(t.AccessToken)).ToArray(), issued.Select(t => keys.Encrypt(t.RefreshToken)).ToArray());
    }

    /// <summary>Counts the connections that store the latest refresh token that Amazon issued.</summary>
    public static async Task<int> LastIssuedAsync(World world)
    {
        var keys = Keys(world);
        var living = world.Amazon.Grants.Where(g => !g.Revoked).Select(g => g.RefreshToken).ToHashSet(StringComparer.Ordinal);
        var stored = await world.Database.Owner.ScalarAsync<string[]>("select array_agg(encrypted_refresh_token) from public.oauth_tokens") ?? [];
        return stored.Count(text => keys.Open(text, place: "") is { } token && living.Contains(token));
    }

    private static KeyRing Keys(World world) => new(Options.Create(new TokenEncryptionOptions { Keys = [world.TokenKey] }), TimeProvider.System);
}
