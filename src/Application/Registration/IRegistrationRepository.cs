using Accounts.Domain.Common;
using Accounts.Domain.Registration;

namespace Accounts.Application.Registration;

/// <summary>The registrations of a user. The unit of work stores changes.</summary>
public interface IRegistrationRepository
{
    void Add(AccountRegistration registration);

    /// <returns>Null if the user has no such registration.</returns>
    Task<AccountRegistration?> FindAsync(UserId user, RegistrationId id, CancellationToken ct);

    /// <summary>Discards unsaved changes, so that the next read returns the stored state.</summary>
    void Forget();
}
