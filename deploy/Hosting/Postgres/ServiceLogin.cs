using System.Security.Cryptography;
using Npgsql;

namespace Accounts.Hosting.Postgres;

/// <summary>Runs <c>deploy/postgres/service-login.sql</c>, which a deployment runs after the migrations.</summary>
public static class ServiceLogin
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "postgres", "service-login.sql");

    /// <summary>Creates the login if it does not exist and gives it a new password.</summary>
    /// <returns>The owner's connection string with this login and its password.</returns>
    public static async Task<string> EnsureAsync(string ownerConnectionString, string login, CancellationToken ct)
    {
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        await RunAsync(ownerConnectionString, login, password, ct);
        return new NpgsqlConnectionStringBuilder(ownerConnectionString) { Username = login, Password = password }.ConnectionString;
    }

    /// <summary>Allows an existing login to use one more database. Its password stays the same.</summary>
    public static Task GrantAccessAsync(string ownerConnectionString, string login, CancellationToken ct) =>
        RunAsync(ownerConnectionString, login, password: "", ct);

    private static async Task RunAsync(string ownerConnectionString, string login, string password, CancellationToken ct)
    {
        // Not pooled: the settings must end with the connection.
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
