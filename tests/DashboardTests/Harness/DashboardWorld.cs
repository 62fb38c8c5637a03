using Accounts.Hosting.Processes;
using Accounts.Simulators;
using Accounts.Simulators.Clerk;
using Accounts.TestKit.Postgres;

namespace Accounts.DashboardTests.Harness;

/// <summary>
/// A database, Amazon, Clerk, and the API as a process that serves the built dashboard. Most classes share the world of the run, with a user
/// for each test. A class that stops the API, or changes all of Amazon, derives a world and uses it as its fixture.
/// </summary>
public class DashboardWorld(DashboardRun run) : IAsyncLifetime
{
    private ApiSettings _settings = null!;
    private ApiProcess? _api;

    public TestDatabase Database { get; private set; } = null!;

    public SimulatorHost Amazon { get; private set; } = null!;

    /// <summary>Where the API and the dashboard are. It stays the same when the API restarts.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Null if the machine has no Chromium.</summary>
    internal IBrowser? Browser => run.Chromium?.Browser;

    /// <summary>Less than a page of accounts, some with difficult names, and a few objects of every other kind.</summary>
    protected virtual SimulatorOptions Simulated =>
        new() { Accounts = 60, Agencies = 3, AdvertisersPerAgency = 5, Managers = 2, LinksPerManager = 12 };

    protected virtual (string Name, string Value)[] Changes => [];

    public virtual async ValueTask InitializeAsync()
    {
        if (Browser is null) return;
        Address = new Uri($"http://localhost:{FreePort.Any()}/");
        var options = Simulated;
        Amazon = await SimulatorHost.StartAsync(options.Registering(Address));
        Database = await run.CreateDatabaseAsync();
        _settings = ApiSettings.For(Database.ServiceConnectionString, Amazon, options, ApiSettings.NewKey())
            .With(ApiSettings.ShortTicks).With(Changes);
        await StartApiAsync();
    }

    public async Task StartApiAsync() => _api = await ApiProcess.StartAsync(_settings, Address);

    /// <summary>Sends SIGKILL. A run in progress stays unfinished until the next instance takes it over.</summary>
    public Task KillApiAsync() => _api!.KillAsync();

    /// <summary>A new person with a Clerk account.</summary>
    public Person NewPerson() => Person(Amazon.Clerk.NewPerson());

    public Person Person(ClerkPerson person) => new(Address, Amazon, person);

    /// <summary>As after a refresh that Amazon refused: the person's logins need a new consent.</summary>
    public Task InvalidateGrantsAsync(Person person) => Database.Owner.ExecuteAsync(
        "update public.oauth_tokens set status = 'needs_reauth' where user_id = (select id from public.users where clerk_user_id = $1)",
        person.Clerk.UserId);

    public virtual async ValueTask DisposeAsync()
    {
        if (_api is not null) await _api.DisposeAsync();
        if (Amazon is not null) await Amazon.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
