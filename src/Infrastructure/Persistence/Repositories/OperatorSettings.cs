using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class OperatorSettings(Database database) : IOperatorSettings
{
    public async Task<string?> FindAsync(string key, CancellationToken ct)
    {
        var found = await database.QueryAsync(Identity.Worker, $"select app.operator_setting({key})", row =>
            row.IsDBNull(0) ? null : row.GetString(0), ct);
        return found.Single();
    }
}
