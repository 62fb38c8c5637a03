using Accounts.Hosting.Processes;
using Accounts.Infrastructure.Persistence.Migrations;
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

    /// <summary>What the one Amazon login of these benchmarks sees.</summary>
    public AmazonWorld Listing => Amazon.World(Login);

    /// <summary>Somebody has lost patience.</summary>
    public CancellationToken Stop { get; }

    public ApiProcess Api { get; private set; } = null!;

    /// <summary>What encrypts the tokens.</summary>
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
        }.Registering(address);
        var world = new World(await MigratedAsync(stage.Databases, stage.Stop), await SimulatorHost.StartAsync(options, stage.Stop), options, address,
            stage.Stop);
        world.Freeze();
        await world.StartApiAsync();
        return world;
    }

    public async Task StartApiAsync() => Api = await ApiProcess.StartAsync(_settings, _address);

    public Task StopApiAsync() => Api.TerminateAsync();

    /// <summary>The API again at the same address, with other settings.</summary>
    public async Task RestartApiAsync(params (string Name, string Value)[] changes)
    {
        await StopApiAsync();
        Api = await ApiProcess.StartAsync(_settings.With(changes), _address);
    }

    /// <summary>Another instance, beside the first or in its stead.</summary>
    public Task<ApiProcess> StartInstanceAsync(params (string Name, string Value)[] changes) => ApiProcess.StartAsync(_settings.With(changes));

    /// <summary>Somebody connected, with whatever Amazon lists.</summary>
    public async Task<Person> ConnectPersonAsync(string login = Login)
    {
        var person = new Person(_address, Amazon, Amazon.Clerk.NewPerson());
        await person.ConnectAndSyncAsync(login);
        return person;
    }

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

    /// <summary>Somebody for the rows of a floor to belong to.</summary>
    public async Task<RowOwner> NewRowOwnerAsync()
    {
        var user = await Database.Owner.ScalarAsync<Guid>("insert into public.users (clerk_user_id) values ($1) returning id",
            $"floor_{Guid.CreateVersion7()}");
        return new RowOwner(user,
            await Database.Owner.ScalarAsync<Guid>("insert into public.oauth_tokens (user_id, region) values ($1, 'NA') returning id", user));
    }

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
    private static async Task<TestDatabase> MigratedAsync(TestDatabases databases, CancellationToken ct)
    {
        var database = await databases.CreateEmptyAsync(ct);
        await Migrator.MigrateAsync(database.OwnerConnectionString, ct);
        await databases.AdmitServiceAsync(database, ct);
        return database;
    }

    /// <summary>Some accounts ripen as time goes by; from here on they stay as they are.</summary>
    private void Freeze()
    {
        foreach (var account in Listing.Accounts.ToArray()) Listing.SetStatus(account.Id, account.Status);
    }
}

internal sealed record RowOwner(Guid User, Guid Connection);
