using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Application.Connections;

/// <summary>Checks shared by connecting and disconnecting: who is allowed to, and which connection is affected.</summary>
internal sealed class ConnectionGate(CurrentUser user, IConnectionRepository connections, IAuditTrail audit, IUnitOfWork unitOfWork)
{
    /// <summary>Refuses an impersonated session, which is read-only. The attempt is audited.</summary>
    public async Task<Error?> RefuseImpersonationAsync(string eventType, CancellationToken ct)
    {
        if (user.Impersonator is null) return null;

        audit.Record(AuditEvent.Failure(eventType, ConnectionErrors.ImpersonationRefused));
        await unitOfWork.SaveChangesAsync(ct);
        return ConnectionErrors.ImpersonationRefused;
    }

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
