using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Interceptors;

/// <summary>
/// Runs every unit of work of EF as the current user. A write's transaction starts by taking the role, by holding the user's row against a deletion
/// (decision 0022) and, in a job's scope, by proving that the job is still this instance's. A read outside a transaction takes the role in the
/// same round trip and the same implicit transaction, as <see cref="Database"/> does. A command that bypasses both runs as the login, which has
/// no rights.
/// </summary>
internal sealed class RowLevelSecurity : DbCommandInterceptor, IDbTransactionInterceptor
{
    public static readonly RowLevelSecurity Instance = new();

    public async ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default)
    {
        await using var batch = ((NpgsqlConnection)connection).CreateBatch();
        batch.Transaction = (NpgsqlTransaction)result;
        var context = ContextOf(eventData);
        foreach (var command in (Identity.Of(context.User) with { OutlivesUser = context.OutlivesUser }).Assume()) batch.BatchCommands.Add(command);
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.ToExpected(e);
        }

        return result;
    }

    public DbTransaction TransactionStarted(DbConnection connection, TransactionEndEventData eventData, DbTransaction result) =>
        throw new NotSupportedException("Units of work are asynchronous.");

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (command.Transaction is not null) return result;

        var batch = ((NpgsqlConnection)command.Connection!).CreateBatch(); // the reader is disposed with EF's command
        batch.Timeout = command.CommandTimeout;
        foreach (var first in Identity.Reading(ContextOf(eventData).User.Id).Assume()) batch.BatchCommands.Add(first);
        batch.BatchCommands.Add(ToBatchCommand(command));
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            await reader.NextResultAsync(cancellationToken); // the result of the first statement is not EF's
            return InterceptionResult<DbDataReader>.SuppressWithResult(reader);
        }
        catch
        {
            await reader.DisposeAsync(); // EF has not received it, and an open reader keeps the connection busy
            throw;
        }
    }

    /// <summary>Moves EF's parameters: a parameter belongs to one command.</summary>
    private static NpgsqlBatchCommand ToBatchCommand(DbCommand command)
    {
#pragma warning disable CA2100 // the text is EF's own
        var moved = new NpgsqlBatchCommand(command.CommandText);
#pragma warning restore CA2100
        var parameters = command.Parameters.Cast<NpgsqlParameter>().ToArray();
        command.Parameters.Clear();
        foreach (var parameter in parameters) moved.Parameters.Add(parameter);
        return moved;
    }

    private static AppDbContext ContextOf(DbContextEventData eventData) =>
        (AppDbContext)(eventData.Context ?? throw new InvalidOperationException("A command without a context."));
}
