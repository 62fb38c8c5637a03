using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Decides which connection a new authorization flow replaces.</summary>
internal sealed class ConnectionGate(IConnectionRepository connections)
{
    /// <summary>The connection that a consent replaces: the named one, or the user's only one. Null for a new connection.</summary>
    public async Task<Result<ConnectionId?>> TargetAsync(UserId owner, string? named, CancellationToken ct)
    {
        if (named == "new") return Result<ConnectionId?>.Success(null);

        var own = await connections.ListAsync(owner, ct);
        if (named is null) return own is [var only] ? only.Id : Result<ConnectionId?>.Success(null);

        var wanted = new ConnectionId(Guid.Parse(named));
        return own.Any(c => c.Id == wanted) ? wanted : ConnectionErrors.NotFound;
    }
}
