using Accounts.Application.Common.Ports;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence;

internal sealed class UnitOfWork(AppDbContext context) : IUnitOfWork
{
    public async Task SaveChangesAsync(CancellationToken ct)
    {
        // A save of one row would otherwise open no transaction, and it is the transaction that takes the role.
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
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
