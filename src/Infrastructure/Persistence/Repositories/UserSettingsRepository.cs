using Accounts.Application.Settings;
using Accounts.Domain.Common;
using Accounts.Domain.Settings;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class UserSettingsRepository(AppDbContext context) : IUserSettingsRepository
{
    public Task<UserSettings?> FindAsync(UserId user, CancellationToken ct) =>
        context.Set<UserSettings>().SingleOrDefaultAsync(s => s.UserId == user, ct);

    public void Add(UserSettings settings) => context.Add(settings);

    public void Forget() => context.ChangeTracker.Clear();
}
