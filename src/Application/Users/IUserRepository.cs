using Accounts.Domain.Common;
using Accounts.Domain.Users;

namespace Accounts.Application.Users;

/// <summary>Loads a user to be changed.</summary>
public interface IUserRepository
{
    /// <summary>The signed-in user, who has a row.</summary>
    Task<User> GetAsync(UserId user, CancellationToken ct);
}
