using System.Net;
using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Npgsql;

namespace Accounts.IntegrationTests.Keys;

/// <summary>An instance whose keys are not those of its database ends before it can do harm.</summary>
public sealed class KeyCheckTests(TestServers servers) : IAsyncLifetime
{
    private const string Setting = "TokenEncryption:Keys:0";
    private const string Canary = "select value from accounts_internal.application_config where key = 'token_encryption.canary'";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConnectedWorld _world = new(servers);
    private readonly string _wrong = ApiSettings.NewKey();

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_wrong_key_ends_the_process_with_one_line_that_names_the_setting()
    {
        await EndsAtOnceAsync();
    }

    [Fact]
    public async Task Where_no_canary_is_stored_yet_the_tokens_themselves_give_a_wrong_key_away()
    {
        using var person = _world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await ForgetCanaryAsync();

        await EndsAtOnceAsync();

        (await _world.Database.Owner.ScalarAsync<string>(Canary)).ShouldBeNull();
        (await _world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        await _world.StartProcessAsync();
        (await _world.Database.Owner.ScalarAsync<string>(Canary)).ShouldStartWith("gAAAAA");
    }

    [Fact]
    public async Task A_database_without_tokens_takes_the_first_key_it_meets()
    {
        await ForgetCanaryAsync();

        await _world.StartProcessAsync((Setting, _wrong));

        (await RunAsync(("TokenEncryption:Keys:0", _world.Key))).Code.ShouldBe(78);
    }

    [Fact]
    public async Task The_right_key_may_stand_in_second_place()
    {
        using var person = _world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        var instance = await _world.StartProcessAsync((Setting, _wrong), ("TokenEncryption:Keys:1", _world.Key));

        (await person.GetAsync(StoredConnections.Live, instance.Address)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_database_that_comes_late_finds_out_a_wrong_key_too_and_no_connection_is_ended()
    {
        using var person = _world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await _world.ExpireTokenAsync(person);
        var real = new NpgsqlConnectionStringBuilder(_world.Database.ServiceConnectionString);
        var late = new NpgsqlConnectionStringBuilder(real.ConnectionString) { Port = FreePort.Any(), Host = "127.0.0.1", Timeout = 1 };
        await using var forward = new TcpForward(late.Port, real.Port);
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        await using var process = Start(address, ("ConnectionStrings:Accounts", late.ConnectionString), (Setting, _wrong));
        await process.WaitForOkAsync(new Uri(address, "health/live"), Patience, CancellationToken.None);
        (await KeysAsync(address)).ShouldBe("The token keys have not been checked against the database yet.");

        forward.Open();

        (await process.WaitForExitAsync(Patience, CancellationToken.None)).ShouldBe(78);
        process.Lines[^1].ShouldStartWith("TokenEncryption__Keys: ");
        process.Lines.Count(line => line.StartsWith("TokenEncryption__Keys", StringComparison.Ordinal)).ShouldBe(1);
        (await _world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
    }

    [Fact]
    public async Task An_instance_with_the_right_keys_says_so() => (await KeysAsync(_world.Address)).ShouldBe("ok");

    private async Task EndsAtOnceAsync()
    {
        var before = await _world.Database.Owner.ScalarAsync<string>(Canary);

        var (code, lines) = await RunAsync((Setting, _wrong));

        code.ShouldBe(78);
        lines.ShouldHaveSingleItem().ShouldStartWith("TokenEncryption__Keys: ");
        lines[0].ShouldNotContain(_wrong);
        (await _world.Database.Owner.ScalarAsync<string>(Canary)).ShouldBe(before);
    }

    private Task<int> ForgetCanaryAsync() => _world.Database.Owner.ExecuteAsync("delete from accounts_internal.application_config where key = 'token_encryption.canary'");

    private async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(params (string Name, string Value)[] changes)
    {
        await using var process = Start(new Uri($"http://localhost:{FreePort.Any()}/"), changes);
        return (await process.WaitForExitAsync(Patience, CancellationToken.None), process.Lines);
    }

    private ChildProcess Start(Uri address, params (string Name, string Value)[] changes) => ChildProcess.Start(_world.Settings.With(changes).AsProcess(address));

    private static async Task<string?> KeysAsync(Uri instance)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(instance, "health/ready"));
        return (await ApiAnswer.OfAsync(response)).Json.GetProperty("checks").GetProperty("keys").GetString();
    }
}
