using Accounts.Application.Common.Ports;
using Accounts.Application.Keys;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Hosting.Processes;
using Accounts.Infrastructure.TokenProtection;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Lwa;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.IntegrationTests.Keys;

/// <summary>Instances with a new key and the old key, and connections that are encrypted with the old one.</summary>
public sealed class ManyConnections(TestServers servers) : ApiWorld(servers)
{
    public string OldKey { get; } = ApiSettings.NewKey();

    public string NewKey { get; } = ApiSettings.NewKey();

    protected override int Accounts => 5;

    protected override (string Name, string Value)[] Changes =>
        [("TokenEncryption:Keys:0", NewKey), ("TokenEncryption:Keys:1", OldKey), ("TokenEncryption:Format", "aes-gcm")];

    public static ITokenCipher Cipher(string format, params string[] keys) =>
        new TokenCipher(new KeyRing(Options.Create(new TokenEncryptionOptions { Keys = keys, Format = format }), TimeProvider.System));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // The instance looks for old keys once at its start; after that, only the tests rotate.
        await Eventually.IsTrueAsync(() => Database.Owner.ScalarAsync<bool>(
            "select exists (select from accounts_internal.leases where name = 'key_rotation' and owner is null)"), "The first look");
    }

    public Person PersonOf(string clerkUser) => Person(new ClerkPerson(clerkUser, "Many", "Connected", $"{clerkUser}@example.com"));

    /// <summary>
    /// Replaces all connections by new ones: tokens and canary are Fernet under the old key. The users are called <c>user_manyConnected1</c> and
    /// so on.
    /// </summary>
    public async Task FillAsync(int rows)
    {
        await Database.Owner.ExecuteAsync("delete from public.oauth_tokens");
        await Database.Owner.ExecuteAsync("delete from public.users");
        var old = Cipher("fernet", OldKey);
        var numbers = Enumerable.Range(1, rows).ToArray();
        var owners = numbers.Select(_ => new OwnedConnection(UserId.New(), ConnectionId.New())).ToArray();
        LwaTokens[] issued = [.. numbers.Select(_ => Amazon.IssueTokens("northwind"))];
        await Database.Owner.ExecuteAsync("insert into public.users (id, clerk_user_id) select * from unnest($1::uuid[], $2::text[])",
            owners.Select(o => o.User.Value).ToArray(), numbers.Select(n => $"user_manyConnected{n}").ToArray());
        await Database.Owner.ExecuteAsync(
            """
            insert into public.oauth_tokens (id, user_id, region, encrypted_access_token, encrypted_refresh_token, expires_at)
            select id, owner, 'NA', access, refresh, app.now() + interval '1 hour' from unnest($1::uuid[], $2::uuid[], $3::text[],
              $4::text[]) as t (id, owner, access, refresh)
            """,
            owners.Select(o => o.Id.Value).ToArray(),
            owners.Select(o => o.User.Value).ToArray(),
            owners.Zip(issued, (o, i) => old.Protect(Secret.From(i.AccessToken), TokenBinding.AccessToken(o.User, o.Id)).Ciphertext).ToArray(),
            owners.Zip(issued, (o, i) => old.Protect(Secret.From(i.RefreshToken), TokenBinding.RefreshToken(o.User, o.Id)).Ciphertext).ToArray());
        await Database.Owner.ExecuteAsync(
            "update accounts_internal.application_config set value = $1 where key = 'token_encryption.canary'", KeyCanary.New(old).Ciphertext);
    }

    /// <summary>Returns every pair of tokens in plaintext; null if no key decrypts it.</summary>
    public async Task<IReadOnlyList<(string? Access, string? Refresh)>> ReadAllAsync(ITokenCipher cipher)
    {
        await using var command =
            Database.Owner.CreateCommand("select user_id, id, encrypted_access_token, encrypted_refresh_token from public.oauth_tokens");
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string?, string?)>();
        while (await reader.ReadAsync())
        {
            var (user, id) = (new UserId(reader.GetGuid(0)), new ConnectionId(reader.GetGuid(1)));
            rows.Add((Plain(cipher, reader, 2, TokenBinding.AccessToken(user, id)), Plain(cipher, reader, 3, TokenBinding.RefreshToken(user, id))));
        }

        return rows;
    }

    internal async Task<(int Code, IReadOnlyList<string> Lines)> RotateAsync(params (string Name, string Value)[] changes)
    {
        var start = Settings.With(changes).AsProcess(Address);
        await using var process = ChildProcess.Start(start with { Arguments = [start.Arguments[0], "rotate-keys"] });
        return (await process.WaitForExitAsync(TimeSpan.FromMinutes(3), CancellationToken.None), process.Lines);
    }

    private static string? Plain(ITokenCipher cipher, NpgsqlDataReader row, int column, TokenBinding binding) =>
        cipher.TryUnprotect(new ProtectedToken(row.GetString(column)), binding, out var plain) ? plain.Reveal() : null;
}
