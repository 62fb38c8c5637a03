namespace Accounts.Application.Common.Ports;

/// <summary>Everything loaded and added in this scope is stored in one transaction, as the current user, or not at all.</summary>
public interface IUnitOfWork
{
    /// <exception cref="ConflictException">Somebody else changed a loaded row first.</exception>
    Task SaveChangesAsync(CancellationToken ct);
}

/// <summary>The state that was read is not the state that is stored any more.</summary>
public sealed class ConflictException(string message, Exception inner) : Exception(message, inner);
