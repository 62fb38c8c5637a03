using System.Security.Cryptography;
using System.Text;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AuthorizationAttempts(Database database, IOptions<AuthorizationOptions> options) : IAuthorizationAttempts
{
    public async Task<TimeSpan> StartAsync(NewAuthorizationAttempt attempt, CancellationToken ct)
    {
        var limits = options.Value;
        await database.ExecuteAsync(Identity.Of(attempt.User), $"""
            with surplus as (
              delete from public.oauth_states where created_at < app.now() - {limits.KeepStatesFor}::interval or id in (
                select id from public.oauth_states
                where user_id = {attempt.User.Value} and used_at is null and expires_at > app.now()
                order by created_at desc offset {limits.MaxPending - 1})
            )
            insert into public.oauth_states
              (user_id, state_hash, session_id, browser_hash, region, connection_id, return_to, encrypted_code_verifier, expires_at)
            values ({attempt.User.Value}, {Hash(attempt.State)}, {attempt.SessionId}, {Hash(attempt.Browser)}, {attempt.Region.ToString()},
                    {attempt.Connection?.Value}::uuid, {attempt.ReturnTo}::text, {attempt.CodeVerifier.Ciphertext},
                    app.now() + {limits.StateLifetime}::interval)
            """, ct);
        return limits.StateLifetime;
    }

    public async Task<AuthorizationAttempt?> ConsumeAsync(Secret state, Secret browser, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Worker, $"select * from app.consume_oauth_state({Hash(state)}, {Hash(browser)})", Read, ct);
        return rows.SingleOrDefault();
    }

    public async Task<UnusableAttempt?> FindUnusableAsync(Secret state, CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Worker, $"select user_id, reason from app.unusable_oauth_state({Hash(state)})",
            row => new UnusableAttempt(new UserId(row.GetGuid(0)), row.GetString(1)), ct);
        return rows.SingleOrDefault();
    }

    private static AuthorizationAttempt Read(NpgsqlDataReader row) => new(
        new UserId(row.GetGuid(0)),
        row.GetString(1),
        Enum.Parse<Region>(row.GetString(2)),
        row.IsDBNull(3) ? null : new ConnectionId(row.GetGuid(3)),
        row.IsDBNull(4) ? null : row.GetString(4),
        new ProtectedToken(row.GetString(5)),
        row.GetFieldValue<DateTimeOffset>(6));

    /// <summary>Both are 256 random bits: a plain hash is enough, there is nothing to guess.</summary>
    private static byte[] Hash(Secret secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret.Reveal()));
}
