using Accounts.Domain.Audit;

namespace Accounts.Application.Common.Ports;

/// <summary>Append-only. A recorded event is stored by the next save of this unit of work: with the change it describes, or not at all.</summary>
public interface IAuditTrail
{
    void Record(AuditEvent entry);
}
