using System.Globalization;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>
/// One SQL statement as one unit of work: it takes its role and runs in a single implicit transaction and a single round trip,
/// which also holds behind a transaction pooler. Interpolated values become parameters.
/// </summary>
internal sealed class Database(NpgsqlDataSource source)
{
    public async Task<List<T>> QueryAsync<T>(Identity identity, FormattableString sql, Func<NpgsqlDataReader, T> read, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(identity.Assume());
        batch.BatchCommands.Add(ToCommand(sql));
        try
        {
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);

            var rows = new List<T>();
            while (await reader.ReadAsync(ct)) rows.Add(read(reader));
            return rows;
        }
        catch (PostgresException e) when (Conflicts.IsConflict(e))
        {
            throw Conflicts.ToConflict(e);
        }
    }

    /// <returns>How many rows the statement changed.</returns>
    public async Task<int> ExecuteAsync(Identity identity, FormattableString sql, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        var command = ToCommand(sql);
        batch.BatchCommands.Add(identity.Assume());
        batch.BatchCommands.Add(command);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (Conflicts.IsConflict(e))
        {
            throw Conflicts.ToConflict(e);
        }

        return command.RecordsAffected;
    }

    private static NpgsqlBatchCommand ToCommand(FormattableString sql)
    {
        var places = Enumerable.Range(1, sql.ArgumentCount).Select(i => (object)$"${i}").ToArray();
        var command = new NpgsqlBatchCommand(string.Format(CultureInfo.InvariantCulture, sql.Format, places));
        foreach (var argument in sql.GetArguments()) command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
        return command;
    }
}
