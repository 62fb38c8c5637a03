using System.Globalization;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>
/// Runs one SQL statement as one unit of work: it takes its role and runs in a single implicit transaction and a single round trip,
/// which also holds behind a transaction pooler. Interpolated values become parameters.
/// </summary>
internal sealed class Database(NpgsqlDataSource source)
{
    /// <exception cref="JobLostException">The identity's job is no longer this instance's; nothing was done.</exception>
    /// <exception cref="UserDeletedException">The identity's user was deleted; nothing was done.</exception>
    /// <exception cref="ConflictException">Another transaction changed the same rows first; nothing was done.</exception>
    public async Task<List<T>> QueryAsync<T>(Identity identity, FormattableString sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var batch = Batch(identity, sql);
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(ct);
            for (var i = 1; i < batch.BatchCommands.Count; i++) await reader.NextResultAsync(ct);

            var rows = new List<T>();
            while (await reader.ReadAsync(ct)) rows.Add(read(reader));
            return rows;
        }
        catch (PostgresException e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.ToExpected(e);
        }
    }

    /// <returns>How many rows the statement changed.</returns>
    /// <exception cref="JobLostException">The identity's job is no longer this instance's; nothing was done.</exception>
    /// <exception cref="UserDeletedException">The identity's user was deleted; nothing was done.</exception>
    /// <exception cref="ConflictException">Another transaction changed the same rows first; nothing was done.</exception>
    public async Task<int> ExecuteAsync(Identity identity, FormattableString sql, CancellationToken ct)
    {
        await using var batch = Batch(identity, sql);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
            return batch.BatchCommands[^1].RecordsAffected;
        }
        catch (PostgresException e) when (DatabaseFailures.IsExpected(e))
        {
            throw DatabaseFailures.ToExpected(e);
        }
    }

    private NpgsqlBatch Batch(Identity identity, FormattableString sql)
    {
        var batch = source.CreateBatch();
        foreach (var command in identity.Assume()) batch.BatchCommands.Add(command);
        batch.BatchCommands.Add(ToCommand(sql));
        return batch;
    }

    private static NpgsqlBatchCommand ToCommand(FormattableString sql)
    {
        var places = Enumerable.Range(1, sql.ArgumentCount).Select(i => (object)$"${i}").ToArray();
        var command = new NpgsqlBatchCommand(string.Format(CultureInfo.InvariantCulture, sql.Format, places));
        foreach (var argument in sql.GetArguments()) command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
        return command;
    }
}
