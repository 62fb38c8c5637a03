using Accounts.Domain.Audit;

namespace Accounts.Application.Common.Ports;

/// <summary>Appends events to the audit log. The next save of the unit of work stores them in the same transaction as the change.</summary>
public interface IAuditTrail
{
    void Record(AuditEvent entry);
}
