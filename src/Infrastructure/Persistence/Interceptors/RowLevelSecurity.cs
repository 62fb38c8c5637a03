using System.Data.Common;
using Accounts.Application.Common.Jobs;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Runs every unit of work of EF as the current user. A write's transaction starts by taking the role, by holding the user's row against a deletion
/// (decision 0022) and, in a job's scope, by proving that the job is still this instance's; a read outside a transaction is wrapped in a read-only one,
/// in the same round trip. A command that bypasses both runs as the login, which has no rights.
/// </summary>
internal sealed class RowLevelSecurity : DbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly RowLevelSecurity Instance = new();

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var command = ((NpgsqlConnection)connection).CreateCommand();
        var context = ContextOf(eventData);
        command.Transaction = (NpgsqlTransaction)result;
        command.CommandText = $"set local role accounts_api; set local app.user_id = '{context.User.Id.Value}'";
        if (!context.OutlivesUser) command.CommandText += "; select app.hold_user()";
        if (context.User.Job is { } job) AddOwnership(command, job);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.ToExpected(e);
        }

        return result;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("Units of work are asynchronous.");

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is null)
        {
#pragma warning disable CA2100 // only a uuid, formatted here, is added to EF's own text
            command.CommandText =
                $"begin read only; set local role accounts_api; set local app.user_id = '{ContextOf(eventData).User.Id.Value}'; {command.CommandText.TrimEnd().TrimEnd(';')}; commit";
#pragma warning restore CA2100
        }

        return ValueTask.FromResult(result);
    }

    private static void AddOwnership(NpgsqlCommand command, OwnedJob job)
    {
        command.CommandText += "; select app.own_job(@job, @owner, @fence)";
        command.Parameters.AddWithValue("job", job.Id);
        command.Parameters.AddWithValue("owner", job.Owner);
        command.Parameters.AddWithValue("fence", job.Fence);
    }

    private static AppDbContext ContextOf(DbContextEventData eventData) =>
        (AppDbContext)(eventData.Context ?? throw new InvalidOperationException("A command without a context."));
}
