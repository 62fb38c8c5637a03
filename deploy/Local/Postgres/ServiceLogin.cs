using System.Security.Cryptography;
using Npgsql;

namespace Accounts.Local.Postgres;

/// <summary>Runs <c>deploy/postgres/service-login.sql</c>, as a deployer does once the migrations are through.</summary>
public static class ServiceLogin
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "postgres", "service-login.sql");

    /// <returns>The connection string of the service: the owner's with this login and a new password.</returns>
    public static async Task<string> EnsureAsync(string ownerConnectionString, string login, CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await RunAsync(ownerConnectionString, login, password, ct);
        return new NpgsqlConnectionStringBuilder(ownerConnectionString) { Username = login, Password = password }.ConnectionString;
    }

    /// <summary>Lets a login that exists use one more database; it keeps its password.</summary>
    public static Task AdmitAsync(string ownerConnectionString, string login, CancellationToken ct) => RunAsync(ownerConnectionString, login, password: "", ct);

    private static async Task RunAsync(string ownerConnectionString, string login, string password, CancellationToken ct)
    {
        // Unpooled, so that the settings end with the connection.
        var owner = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(owner.ConnectionString);
        await connection.OpenAsync(ct);
        await using (var settings = new NpgsqlCommand(
            "select set_config('accounts.service_login', $1, false), set_config('accounts.service_password', $2, false)", connection))
        {
            settings.Parameters.Add(new NpgsqlParameter { Value = login });
            settings.Parameters.Add(new NpgsqlParameter { Value = password });
            await settings.ExecuteNonQueryAsync(ct);
        }

        await using var script = new NpgsqlCommand(await File.ReadAllTextAsync(Script, ct), connection);
        await script.ExecuteNonQueryAsync(ct);
    }
}
