using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

internal static class Sql
{
    public static async Task<T> ScalarAsync<T>(string connectionString, string sql, CancellationToken ct) =>
        (T)(await ScalarOrNothingAsync(connectionString, sql, ct))!;

    public static async Task<object?> ScalarOrNothingAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(ct);
    }

    public static async Task<string> RefusalOfAsync(string connectionString, string sql, CancellationToken ct) =>
        (await Should.ThrowAsync<PostgresException>(() => ScalarOrNothingAsync(connectionString, sql, ct))).SqlState;
}
