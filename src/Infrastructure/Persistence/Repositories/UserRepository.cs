using Accounts.Application.Users;
using Accounts.Domain.Common;
using Accounts.Domain.Users;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class UserRepository(AppDbContext context) : IUserRepository
{
    public Task<User> GetAsync(UserId user, CancellationToken ct) => context.Set<User>().SingleAsync(u => u.Id == user, ct);
}
