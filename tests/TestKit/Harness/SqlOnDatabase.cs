using Npgsql;

namespace Accounts.TestKit.Harness;

public static class SqlOnDatabase
{
    /// <summary>Returns the first column of the first row.</summary>
    public static async Task<T?> ScalarAsync<T>(this NpgsqlDataSource source, string sql, params object[] arguments)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public static async Task<int> ExecuteAsync(this NpgsqlDataSource source, string sql, params object[] arguments)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return await command.ExecuteNonQueryAsync();
    }
}
