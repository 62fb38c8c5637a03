using Accounts.Local.Postgres;
using Accounts.Local.Processes;
using Npgsql;

namespace Accounts.Local.Launch;

/// <summary>Starts everything in order, waits, and ends it in the opposite order.</summary>
internal sealed class Launcher(LocalOptions options)
{
    private const string Database = "accounts";
    private const string Login = "accounts_service";
    private static readonly TimeSpan MigrationDeadline = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(45);

    private readonly string? _given = Environment.GetEnvironmentVariable("ConnectionStrings__Accounts") is { Length: > 0 } given ? given : null;
    private readonly Partners _partners = Partners.FromEnvironment();

    public async Task RunAsync(CancellationToken ct)
    {
        using var children = options.PostgresOnly ? null : LeftBehind.End();
        await using var postgres = await Progress.StepAsync("Postgres", () => PostgresServer.StartAsync(ServerOptions(), ct), server => server.Source);
        var owner = _given is null ? await postgres.EnsureDatabaseAsync(Database, ct) : OwnerOfGiven(_given);
        if (children is null)
        {
            Console.WriteLine($"\nReady: {owner}\nCtrl-C stops it.");
            await postgres.WaitForExitAsync(ct);
            throw new LaunchException(postgres.LogFile is { } log ? $"Postgres ended; see {log}." : "Postgres ended: its container is gone.");
        }

        await Progress.StepAsync("Migrations", () => MigrateAsync(owner, ct), _ => "applied");
        var service = _given ?? await LoginAsync(owner, ct);

        var addresses = Addresses.Choose(options.Port);
        await using var simulators = new Child("simulators", children, StopDeadline);
        if (_partners.Simulated)
        {
            var start = Programs.Simulators("--urls", addresses.Simulators) with { Environment = Settings.ForSimulators(addresses, options.Accounts) };
            await Progress.StepAsync("Simulators", () => simulators.StartAsync(start, $"{addresses.Simulators}/control/health", StartDeadline, ct), _ => addresses.Simulators);
        }

        await using var api = new Child("API", children, StopDeadline);
        var apiStart = Programs.Api() with { Environment = Settings.ForApi(addresses, _partners, service) };
        await Progress.StepAsync("API", () => api.StartAsync(apiStart, $"{addresses.Api}/health/ready", StartDeadline, ct), _ => addresses.Api);

        Console.WriteLine(Summary(addresses, postgres, owner));
        await await Task.WhenAny(api.WatchAsync(ct), simulators.WatchAsync(ct), WatchAsync(postgres, ct));
    }

    private PostgresOptions ServerOptions() => new()
    {
        ConnectionString = _given,
        Folder = options.ThrowAway ? null : LocalFolder.Postgres,
        Fresh = options.Fresh,
        Port = options.PostgresPort,
        Say = Progress.Say,
    };

    private static string OwnerOfGiven(string given) =>
        Environment.GetEnvironmentVariable("ConnectionStrings__AccountsMigrations") is { Length: > 0 } owner ? owner : given;

    private static async Task<int> MigrateAsync(string owner, CancellationToken ct)
    {
        var start = Programs.Api("migrate") with
        {
            Environment = new Dictionary<string, string?> { ["ConnectionStrings__AccountsMigrations"] = owner, ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            LogFile = LocalFolder.Log("migrate"),
        };
        await using var migrate = ChildProcess.Start(start);
        var code = await migrate.WaitForExitAsync(MigrationDeadline, ct);
        return code == 0 ? code : throw new LaunchException($"The migrations ended with code {code}; see {start.LogFile}.{migrate.LastLines()}");
    }

    private static async Task<string> LoginAsync(string owner, CancellationToken ct)
    {
        try
        {
            return await ServiceLogin.EnsureAsync(owner, Login, ct);
        }
        catch (PostgresException e)
        {
            throw new LaunchException($"deploy/postgres/service-login.sql failed: {e.MessageText}", e);
        }
    }

    private static async Task WatchAsync(PostgresServer postgres, CancellationToken ct)
    {
        await postgres.WaitForExitAsync(ct);
        throw new LaunchException(postgres.LogFile is { } log ? $"Postgres ended; see {log}." : "Postgres ended: its container is gone.");
    }

    private string Summary(Addresses addresses, PostgresServer postgres, string owner)
    {
        var database = new NpgsqlConnectionStringBuilder(owner);
        return $"""

            Accounts    {addresses.Api}
            Sign in     {(_partners.RealClerk ? "with Clerk, as configured" : $"open the address and choose a user; Clerk is simulated at {addresses.Simulators}/clerk")}
            Amazon      {(_partners.RealAmazon ? "the real one, as configured" : $"simulated, {options.Accounts} accounts, at {addresses.Simulators}")}
            Postgres    {database.Host}:{database.Port}, database {database.Database}: {postgres.Source}
            Logs        {LocalFolder.Logs}/*.log{(postgres.LogFile is { } log ? $" and {log}" : "")}
            Ctrl-C stops everything.
            """;
    }
}
