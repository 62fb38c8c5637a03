using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext context) : IUnitOfWork
{
    public async Task SaveChangesAsync(CancellationToken ct)
    {
        try
        {
            await context.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new ConflictException("A row was changed by somebody else meanwhile.", e);
        }
    }
}
