namespace Accounts.Application.Common.Messaging;

/// <summary>
/// A command that changes connections, tokens or accounts. Somebody who acts as the user may look and sync, but may not send it; the attempt is
/// audited.
/// </summary>
public interface IRefusesImpersonators
{
    /// <summary>The type of the audit event.</summary>
    static abstract string EventType { get; }
}
