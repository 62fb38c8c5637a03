using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Stores all changes of this scope in one transaction, as the current user.</summary>
public interface IUnitOfWork
{
    /// <exception cref="ConflictException">Another writer changed a loaded row first, or stored the same unique value, or an equal job is
    /// live.</exception>
    /// <exception cref="UserDeletedException">The user was deleted; nothing was stored.</exception>
    Task SaveChangesAsync(CancellationToken ct);
}

/// <summary>
/// The stored state is no longer the state that was read. A use case that does not retry answers with <see cref="Error"/>, a 409.
/// </summary>
public sealed class ConflictException(Error error, Exception inner) : Exception(error.Message, inner)
{
    public static readonly Error Concurrent =
        new(ErrorKind.Conflict, "request.conflict", "Another request changed the same data at the same time; read it again and retry.");

    public Error Error => error;
}
