namespace Accounts.DashboardTests;

/// <summary>A person with an object for every route. Tests only read it.</summary>
public sealed class StoredPerson(DashboardRun run) : IAsyncLifetime
{
    private Dictionary<string, string> _ids = [];

    internal Person Person { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (run.Chromium is null) return;
        Person = run.World.NewPerson();
        await Person.ConnectAsync("northwind");
        var finished = await Person.SyncAsync();
        var accounts = (await Person.GetAsync("/api/v1/accounts?page_size=1")).Json.GetProperty("accounts");
        var advertisers = (await Person.GetAsync("/api/v1/accounts?account_type=dsp&page_size=1")).Json.GetProperty("accounts");
        var logins = (await Person.GetAsync("/api/v1/auth/connections")).Json.GetProperty("connections");
        _ids = new()
        {
            ["{run}"] = finished.GetProperty("sync_id").GetString()!,
            ["{connection}"] = logins[0].GetProperty("id").GetString()!,
            ["{advertiser}"] = advertisers[0].GetProperty("amazon_account_id").GetString()!,
            ["{account}"] = accounts[0].GetProperty("id").GetString()!,
        };
    }

    /// <summary>The address of a route, with this person's ids.</summary>
    public string AddressOf(string route) => _ids.Aggregate(route, (path, id) => path.Replace(id.Key, id.Value, StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        Person?.Dispose();
        return ValueTask.CompletedTask;
    }
}
