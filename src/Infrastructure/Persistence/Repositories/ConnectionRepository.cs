using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class ConnectionRepository(AppDbContext context) : IConnectionRepository
{
    public Task<OAuthToken?> FindAsync(UserId user, ConnectionId connection, CancellationToken ct) =>
        context.OAuthTokens.SingleOrDefaultAsync(c => c.UserId == user && c.Id == connection, ct);

    public async Task<IReadOnlyList<OAuthToken>> ListAsync(UserId user, CancellationToken ct) =>
        await context.OAuthTokens.Where(c => c.UserId == user).OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(ct);

    public void Add(OAuthToken connection) => context.OAuthTokens.Add(connection);

    public void Forget() => context.ChangeTracker.Clear();
}
