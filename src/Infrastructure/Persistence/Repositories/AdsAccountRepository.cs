using Accounts.Application.Accounts;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AdsAccountRepository(AppDbContext context) : IAdsAccountRepository
{
    public Task<AdsAccount?> FindAsync(UserId user, AccountId account, CancellationToken ct) =>
        context.Set<AdsAccount>().SingleOrDefaultAsync(a => a.UserId == user && a.Id == account, ct);

    public Task<AdsAccount?> FindDefaultAsync(UserId user, CancellationToken ct) =>
        context.Set<AdsAccount>().SingleOrDefaultAsync(a => a.UserId == user && a.IsDefault, ct);

    public void Forget() => context.ChangeTracker.Clear();
}
