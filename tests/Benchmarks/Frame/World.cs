using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.Local.Processes;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using Accounts.TestKit.Harness;
using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks.Frame;

/// <summary>A database, Amazon, Clerk, and the API as a production process of its own.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Login = "northwind";

    private readonly ApiSettings _settings;
    private readonly Uri _address;

    private World(TestDatabase database, SimulatorHost amazon, SimulatorOptions options, Uri address)
    {
        Database = database;
        Amazon = amazon;
        Options = options;
        _address = address;
        _settings = ApiSettings.For(database.ServiceConnectionString, amazon, options, ApiSettings.NewKey()).With(("Logging:LogLevel:Default", "Information"));
    }

    public TestDatabase Database { get; }

    public SimulatorHost Amazon { get; }

    public SimulatorOptions Options { get; }

    /// <summary>What the one Amazon login of these benchmarks sees.</summary>
    public AmazonWorld Listing => Amazon.World(Login);

    public ApiProcess Api { get; private set; } = null!;

    public static async Task<World> StartAsync(TestDatabases databases, int accounts)
    {
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        var options = new SimulatorOptions
        {
            Accounts = accounts,
            RedirectUris = [$"{address}api/v1/auth/amazon/callback"],
            AuthorizedParty = address.ToString().TrimEnd('/'),
        };
        var world = new World(await MigratedAsync(databases), await SimulatorHost.StartAsync(options), options, address);
        world.Freeze();
        await world.StartApiAsync();
        return world;
    }

    public async Task StartApiAsync() => Api = await ApiProcess.StartAsync(_settings, _address);

    public Task StopApiAsync() => Api.TerminateAsync();

    /// <summary>Somebody connected who has no account yet, whatever Amazon lists now.</summary>
    public async Task<Tenant> ConnectAsync()
    {
        var size = Listing.Size;
        Listing.Resize(0);
        var person = new Person(_address, Amazon, Amazon.Clerk.NewPerson());
        await person.ConnectAndSyncAsync(Login);
        Listing.Resize(size);
        return await Tenant.OfAsync(this, person);
    }

    /// <summary>A user for the rows of a floor.</summary>
    public Task<Guid> NewUserAsync() => Database.Owner.ScalarAsync<Guid>("insert into public.users (clerk_user_id) values ($1) returning id", $"floor_{Guid.CreateVersion7()}");

    public Task<long> AccountsOfAsync(Guid user) =>
        Database.Owner.ScalarAsync<long>("select count(*) from public.user_accounts where user_id = $1 and account_type = 'advertising'", user);

    /// <summary>Every list of Amazon's takes at least so long.</summary>
    public void DelayListings(TimeSpan latency)
    {
        foreach (var list in Routes.All.Where(route => route.EndsWith(".list", StringComparison.Ordinal))) Amazon.SetLatency(list, latency);
    }

    public async ValueTask DisposeAsync()
    {
        if (Api is not null) await Api.DisposeAsync();
        await Amazon.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Not a clone of the tests' template: its clock, which can be moved, is slower than the real one.</summary>
    private static async Task<TestDatabase> MigratedAsync(TestDatabases databases)
    {
        var database = await databases.CreateEmptyAsync(CancellationToken.None);
        await Migrator.MigrateAsync(database.OwnerConnectionString, CancellationToken.None);
        await databases.AdmitServiceAsync(database, CancellationToken.None);
        return database;
    }

    /// <summary>Some accounts ripen as time goes by; from here on they stay as they are.</summary>
    private void Freeze()
    {
        foreach (var account in Listing.Accounts.ToArray()) Listing.SetStatus(account.Id, account.Status);
    }
}
