using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Accounts.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Makes every unit of EF's run as the current user. A write's transaction starts by taking the role; a read outside one is wrapped
/// in a read-only transaction of its own, in the same round trip. Whatever slips past runs as the login, which may touch nothing.
/// </summary>
internal sealed class RowLevelSecurity : DbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly RowLevelSecurity Instance = new();

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = result;
        command.CommandText = $"set local role accounts_api; set local app.user_id = '{UserOf(eventData)}'";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return result;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("Units of work are asynchronous.");

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
        {
#pragma warning disable CA2100 // the only thing added to EF's own text is a uuid that we format
            command.CommandText =
                $"begin read only; set local role accounts_api; set local app.user_id = '{UserOf(eventData)}'; {command.CommandText.TrimEnd().TrimEnd(';')}; commit";
#pragma warning restore CA2100
        }

        return ValueTask.FromResult(result);
    }

    private static Guid UserOf(DbContextEventData eventData) =>
        ((AppDbContext)(eventData.Context ?? throw new InvalidOperationException("A command without a context."))).User.Id.Value;
}
