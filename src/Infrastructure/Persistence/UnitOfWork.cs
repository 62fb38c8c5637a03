using Accounts.Application.Common.Ports;

namespace Accounts.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext context) : IUnitOfWork
{
    public async Task SaveChangesAsync(CancellationToken ct)
    {
        try
        {
            await context.SaveChangesAsync(ct);
        }
        catch (Exception e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.ToExpected(e);
        }
    }
}
