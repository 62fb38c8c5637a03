using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Npgsql;

namespace Accounts.Local.Launch;

/// <summary>Starts everything in order, waits, and stops it in reverse order.</summary>
internal sealed class Launcher(LocalOptions options)
{
    private const string Database = "accounts";
    private const string Login = "accounts_service";
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(45);

    private readonly string? _configured = NotEmpty("ConnectionStrings__Accounts");
    private readonly ExternalServices _services = ExternalServices.FromEnvironment();

    public Task RunAsync(CancellationToken ct) => options.PostgresOnly ? RunPostgresAsync(ct) : RunAllAsync(ct);

    private async Task RunPostgresAsync(CancellationToken ct)
    {
        await using var postgres = await StartPostgresAsync(ct);
        var owner = await OwnerConnectionStringAsync(postgres, ct);
        Console.WriteLine($"\nReady: {owner}\nCtrl-C stops it.");
        await WatchAsync(postgres, ct);
    }

    private async Task RunAllAsync(CancellationToken ct)
    {
        using var orphans = OrphanedProcesses.Stop();
        await BuildAsync(ct);
        await using var postgres = await StartPostgresAsync(ct);
        var owner = await OwnerConnectionStringAsync(postgres, ct);
        await Progress.StepAsync("Migrations", "Migrating the database …", () => MigrateAsync(owner, ct), _ => "applied");
        var service = _configured ?? await CreateLoginAsync(owner, ct);

        var addresses = Addresses.Choose(options.Port);
        await using var simulators = new SupervisedProcess("simulators", orphans, StopTimeout);
        if (_services.NeedsSimulators) await StartSimulatorsAsync(simulators, addresses, ct);
        await using var api = new SupervisedProcess("API", orphans, StopTimeout);
        await StartApiAsync(api, addresses, service, ct);

        Console.WriteLine(Summary.Of(addresses, _services, postgres, owner, options.Accounts));
        await await Task.WhenAny(api.WatchAsync(ct), simulators.WatchAsync(ct), WatchAsync(postgres, ct));
    }

    private static async Task BuildAsync(CancellationToken ct)
    {
        var build = ProgramBuild.Default;
        // Without Node there is no dashboard yet; Node may have been installed since.
        if (build.IsUpToDate && (Programs.HasDashboard || !DashboardBuild.IsWanted)) return;

        async Task<bool> RunAsync()
        {
            await build.RunAsync(ct);
            return true;
        }

        if (DashboardBuild.IsWanted)
        {
            await Progress.StepAsync(
                "Dashboard", "Building the dashboard (about a minute the first time) …", () => DashboardBuild.RunAsync(ct), outcome => outcome);
        }

        await Progress.StepAsync("Build", "Building the API and the simulators (about two minutes the first time) …", RunAsync, _ => "done");
    }

    private Task<PostgresServer> StartPostgresAsync(CancellationToken ct)
    {
        var server = new PostgresOptions
        {
            ConnectionString = _configured,
            Folder = options.ThrowAway ? null : LocalFolder.Postgres,
            Fresh = options.Fresh,
            Port = options.PostgresPort,
            Report = Progress.Report,
        };
        return Progress.StepAsync("Postgres", "Starting Postgres …", () => PostgresServer.StartAsync(server, ct), started => started.Source);
    }

    private Task<string> OwnerConnectionStringAsync(PostgresServer postgres, CancellationToken ct) => _configured is null
        ? postgres.EnsureDatabaseAsync(Database, ct)
        : Task.FromResult(NotEmpty("ConnectionStrings__AccountsMigrations") ?? _configured);

    private static async Task<int> MigrateAsync(string owner, CancellationToken ct)
    {
        var start = Programs.Api("migrate") with
        {
            Environment = new Dictionary<string, string?>
            {
                ["ConnectionStrings__AccountsMigrations"] = owner,
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
            },
            LogFile = LocalFolder.Log("migrate"),
        };
        await using var migrate = ChildProcess.Start(start);
        var code = await migrate.WaitForExitAsync(MigrationTimeout, ct);
        return code == 0
            ? code : throw new LaunchException($"The migrations failed with exit code {code}; see {start.LogFile}.{migrate.LastLines()}");
    }

    private static async Task<string> CreateLoginAsync(string owner, CancellationToken ct)
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

    private Task<ChildProcess> StartSimulatorsAsync(SupervisedProcess simulators, Addresses addresses, CancellationToken ct)
    {
        var start = Programs.Simulators("--urls", addresses.Simulators) with { Environment = Settings.ForSimulators(addresses, options.Accounts) };
        return Progress.StepAsync(
            "Simulators", "Starting the simulators …",
            () => simulators.StartAsync(start, $"{addresses.Simulators}/control/health", StartTimeout, ct), _ => addresses.Simulators);
    }

    private Task<ChildProcess> StartApiAsync(SupervisedProcess api, Addresses addresses, string connectionString, CancellationToken ct)
    {
        var start = Programs.Api() with { Environment = Settings.ForApi(addresses, _services, connectionString) };
        return Progress.StepAsync(
            "API", "Starting the API …", () => api.StartAsync(start, $"{addresses.Api}/health/ready", StartTimeout, ct), _ => addresses.Api);
    }

    private static async Task WatchAsync(PostgresServer postgres, CancellationToken ct)
    {
        await postgres.WaitForExitAsync(ct);
        throw new LaunchException(postgres.LogFile is { } log
            ? $"Postgres stopped; see {log}." : "Postgres stopped: its container no longer exists.");
    }

    private static string? NotEmpty(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
