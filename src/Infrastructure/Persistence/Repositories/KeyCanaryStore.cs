using Accounts.Application.Keys;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class KeyCanaryStore(Database database, IOptions<TokenEncryptionOptions> options) : IKeyCanaryStore
{
    public async Task<KeyCanary?> ReadAsync(CancellationToken ct)
    {
        var rows = await database.QueryAsync(Identity.Worker, $"select ciphertext, settled from app.key_canary({options.Value.CanarySettlesAfter})",
            row => new KeyCanary(new ProtectedToken(row.GetString(0)), row.GetBoolean(1)), ct);
        return rows.SingleOrDefault();
    }

    public Task AddAsync(ProtectedToken canary, CancellationToken ct) => SetAsync(read: null, canary, ct);

    public Task ReplaceAsync(ProtectedToken read, ProtectedToken canary, CancellationToken ct) => SetAsync(read, canary, ct);

    private Task<int> SetAsync(ProtectedToken? read, ProtectedToken canary, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.set_key_canary({read?.Ciphertext}::text, {canary.Ciphertext})", ct);
}
