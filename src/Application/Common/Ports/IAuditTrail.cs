using Accounts.Domain.Audit;

namespace Accounts.Application.Common.Ports;

/// <summary>Appends events to the audit log. The next save of the unit of work stores them in the same transaction as the change.</summary>
public interface IAuditTrail
{
    void Record(AuditEvent entry);

    /// <summary>
    /// Stores this event alone and discards every other change of the scope. It is the only write that a deleted user's scope may make: the log
    /// outlives its user.
    /// </summary>
    Task RecordOfDeletedUserAsync(AuditEvent entry, CancellationToken ct);
}
