using Accounts.Application.Registration;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class RegistrationRepository(AppDbContext context) : IRegistrationRepository
{
    public void Add(AccountRegistration registration) => context.Add(registration);

    public Task<AccountRegistration?> FindAsync(UserId user, RegistrationId id, CancellationToken ct) =>
        context.Set<AccountRegistration>().SingleOrDefaultAsync(r => r.UserId == user && r.Id == id, ct);

    public void Forget() => context.ChangeTracker.Clear();
}
