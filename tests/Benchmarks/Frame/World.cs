using Accounts.Infrastructure.Persistence.Migrations;
using Accounts.Hosting.Processes;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using Accounts.TestKit.Harness;
using Accounts.TestKit.Postgres;

namespace Accounts.Benchmarks.Frame;

/// <summary>A database, simulated Amazon and Clerk, and the API as a separate process with production settings.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Login = "northwind";

    private readonly ApiSettings _settings;
    private readonly Uri _address;

    private World(TestDatabase database, SimulatorHost amazon, SimulatorOptions options, Uri address, CancellationToken stop)
    {
        Database = database;
        Amazon = amazon;
        Options = options;
        Stop = stop;
        _address = address;
        _settings = ApiSettings.For(database.ServiceConnectionString, amazon, options, TokenKey).With(("Logging:LogLevel:Default", "Information"));
    }

    public TestDatabase Database { get; }

    public SimulatorHost Amazon { get; }

    public SimulatorOptions Options { get; }

    /// <summary>The objects that the Amazon login of the benchmarks can access.</summary>
    public AmazonWorld Listing => Amazon.World(Login);

    /// <summary>Cancelled when the user stops the run.</summary>
    public CancellationToken Stop { get; }

    public ApiProcess Api { get; private set; } = null!;

    /// <summary>The key that encrypts tokens.</summary>
    public string TokenKey { get; } = ApiSettings.NewKey();

    public static async Task<World> StartAsync(Stage stage, int accounts)
    {
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        var options = new SimulatorOptions
        {
            Accounts = accounts,
            Profiles = stage.Sizes.Profiles,
            Agencies = stage.Sizes.Agencies,
            AdvertisersPerAgency = stage.Sizes.AdvertisersPerAgency,
            Managers = stage.Sizes.Managers,
            RedirectUris = [$"{address}api/v1/auth/amazon/callback"],
            AuthorizedParty = address.ToString().TrimEnd('/'),
        };
        var world = new World(await MigratedAsync(stage.Databases, stage.Stop), await SimulatorHost.StartAsync(options, stage.Stop), options, address, stage.Stop);
        world.Freeze();
        await world.StartApiAsync();
        return world;
    }

    public async Task StartApiAsync() => Api = await ApiProcess.StartAsync(_settings, _address);

    public Task StopApiAsync() => Api.TerminateAsync();

    /// <summary>Starts another instance, in addition to the first or as its replacement.</summary>
    public Task<ApiProcess> StartInstanceAsync(params (string Name, string Value)[] changes) => ApiProcess.StartAsync(_settings.With(changes));

    /// <summary>Connects a new person and syncs the accounts that Amazon lists.</summary>
    public async Task<Person> ConnectPersonAsync()
    {
        var person = new Person(_address, Amazon, Amazon.Clerk.NewPerson());
        await person.ConnectAndSyncAsync(Login);
        return person;
    }

    /// <summary>Connects a new person without syncing any account.</summary>
    public async Task<Tenant> ConnectAsync()
    {
        var size = Listing.Size;
        Listing.Resize(0);
        var person = new Person(_address, Amazon, Amazon.Clerk.NewPerson());
        await person.ConnectAndSyncAsync(Login);
        Listing.Resize(size);
        return await Tenant.OfAsync(this, person);
    }

    /// <summary>Creates a user and a connection that own the rows of a baseline.</summary>
    public async Task<RowOwner> NewRowOwnerAsync()
    {
        var user = await Database.Owner.ScalarAsync<Guid>("insert into public.users (clerk_user_id) values ($1) returning id", $"floor_{Guid.CreateVersion7()}");
        return new RowOwner(user, await Database.Owner.ScalarAsync<Guid>("insert into public.oauth_tokens (user_id, region) values ($1, 'NA') returning id", user));
    }

    public Task<long> AccountsOfAsync(Guid user) =>
        Database.Owner.ScalarAsync<long>("select count(*) from public.user_accounts where user_id = $1 and account_type = 'advertising'", user);

    /// <summary>Sets the minimum latency of every list call to Amazon.</summary>
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

    /// <summary>Does not clone the template of the tests, because its adjustable clock is slower than the real one.</summary>
    private static async Task<TestDatabase> MigratedAsync(TestDatabases databases, CancellationToken ct)
    {
        var database = await databases.CreateEmptyAsync(ct);
        await Migrator.MigrateAsync(database.OwnerConnectionString, ct);
        await databases.AdmitServiceAsync(database, ct);
        return database;
    }

    /// <summary>Fixes the status of every account. Otherwise some accounts change status as time passes.</summary>
    private void Freeze()
    {
        foreach (var account in Listing.Accounts.ToArray()) Listing.SetStatus(account.Id, account.Status);
    }
}

internal sealed record RowOwner(Guid User, Guid Connection);
