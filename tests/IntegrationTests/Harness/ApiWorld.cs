using System.Diagnostics;
using Accounts.Api.Dashboard;
using Accounts.Hosting.Processes;
using Accounts.Simulators;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Lwa;
using Accounts.TestKit.Contract;
using Accounts.TestKit.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Harness;

/// <summary>
/// A database, Amazon, Clerk and one instance of the API, all real and all on loopback. Use it as a class fixture; each test of a class
/// has its own user.
/// </summary>
public class ApiWorld(TestServers servers) : IAsyncLifetime
{
    private readonly AmazonContract _contract = new();
    private readonly List<ApiProcess> _processes = [];
    private readonly List<WebApplication> _others = [];
    private readonly List<DiagnosticListener> _listeners = [];
    private SimulatorOptions _options = new();
    private WebApplication? _api;

    public TestDatabase Database { get; private set; } = null!;

    public SimulatorHost Amazon { get; private set; } = null!;

    /// <summary>Reads every output of this world. A secret in it fails the disposal of the world.</summary>
    public Canary Canary { get; } = new();

    /// <summary>The instance inside this process.</summary>
    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => _api!.Services;

    internal ApiSettings Settings { get; private set; } = null!;

    /// <summary>The key that encrypts the tokens.</summary>
    protected string TokenKey { get; } = ApiSettings.NewKey();

    /// <summary>The number of accounts of each Amazon login.</summary>
    protected virtual int Accounts => 250;

    /// <summary>The simulated data: ads accounts and their profiles, unless a derived world adds more.</summary>
    protected virtual SimulatorOptions Simulated => new() { Accounts = Accounts, Agencies = 0, Managers = 0 };

    protected virtual (string Name, string Value)[] Changes => [];

    /// <summary>None, so that a test depends neither on Node nor on the state of the dashboard.</summary>
    private protected virtual DashboardFiles Dashboard => new(folder: null);

    /// <summary>Whether the tests of this world let Amazon respond with what its documents do not allow. Each world states its reason.</summary>
    protected virtual bool IsIntended(string violation) => false;

    protected virtual Task<TestDatabase> CreateDatabaseAsync(TestServers from) => from.CreateDatabaseAsync();

    public virtual async ValueTask InitializeAsync()
    {
        Address = new Uri($"http://localhost:{FreePort.Any()}/");
        _options = Simulated.Registering(Address);
        _options.ClientId = "amzn1.application-oa2-client.tests";
        _options.ClientSecret = ApiSettings.NewKey();
        _options.Observer = _contract.Check;
        Amazon = await SimulatorHost.StartAsync(_options);
        Database = await CreateDatabaseAsync(servers);
        Settings = ApiSettings.For(Database.ServiceConnectionString, Amazon, _options, TokenKey)
            .With(("Database:Pooler", Database.Pooler), CanaryLogs.Level).With(ApiSettings.ShortTicks).With(Changes);
        _api = await StartAsync(Settings, Address);
    }

    private async Task<WebApplication> StartAsync(ApiSettings settings, Uri address)
    {
        var api = Api.Program.Build(settings.AsArguments(address), Dashboard);
        _listeners.Add(api.Services.GetRequiredService<DiagnosticListener>());
        api.Services.GetRequiredService<ILoggerFactory>().AddProvider(new CanaryLogs(Canary));
        await api.StartAsync();
        await ReadyAsync(address);
        return api;
    }

    private static async Task ReadyAsync(Uri address)
    {
        using var client = new HttpClient();
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri(address, "health/ready"));
                return answer.IsSuccessStatusCode;
            },
            "The instance is ready");
    }

    /// <summary>Starts another instance in this process, with its own services and connections. It starts much faster than a process.</summary>
    internal async Task<Uri> StartInstanceAsync(params (string Name, string Value)[] changes)
    {
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        _others.Add(await StartAsync(Settings.With(changes), address));
        return address;
    }

    /// <summary>Starts another instance in its own process, with the same settings. It can be killed.</summary>
    internal async Task<ApiProcess> StartProcessAsync(params (string Name, string Value)[] changes)
    {
        var process = await ApiProcess.StartAsync(Settings.With(changes));
        _processes.Add(process);
        return process;
    }

    /// <summary>Stops the instance in this process, so that only other instances act. Its services stay usable.</summary>
    public Task StopInstanceAsync() => _api!.StopAsync();

    /// <summary>A new person who is signed in.</summary>
    public Person NewPerson() => Person(Amazon.Clerk.NewPerson());

    public Person Person(ClerkPerson person) => new(Address, Amazon, person, Canary);

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var process in _processes) await process.DisposeAsync();
        foreach (var instance in _api is null ? _others : [.. _others, _api])
        {
            await instance.StopAsync();
            await instance.DisposeAsync();
        }

        var leaks = _api is null ? [] : await LeaksAsync();
        var undeclared = _listeners.SelectMany(DeclaredProblems.MissingOf).Order(StringComparer.Ordinal).ToArray();
        if (Amazon is not null) await Amazon.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        GC.SuppressFinalize(this);
        leaks.ShouldBeEmpty("Secrets left the service.");
        undeclared.ShouldBeEmpty("Operations returned errors that they do not declare; add them to the route with Fails.");
        _contract.Violations.Where(v => !IsIntended(v)).ShouldBeEmpty("A call or a response differs from Amazon's documents.");
    }

    private async Task<IReadOnlyList<string>> LeaksAsync()
    {
        foreach (var line in _processes.SelectMany(process => process.Lines)) Canary.Read("the output of an instance", line);
        Canary.Read("an audit row", await Database.Owner.ScalarAsync<string>("select string_agg(a::text, E'\n') from public.auth_audit_log a"));

        IssuedSecret[] secrets = [.. Settings.Secrets, .. Amazon.Secrets, .. Canary.Expected];
        return [.. Canary.LeaksOf(secrets), .. TelemetryCanary.LeaksOf(secrets)];
    }
}
