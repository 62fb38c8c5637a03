using System.Net;
using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Harness;
using Npgsql;

namespace Accounts.IntegrationTests.Keys;

/// <summary>An instance with keys that do not match its database ends before it changes anything.</summary>
public sealed class KeyCheckTests(ConnectedWorld world, TestServers servers) : IClassFixture<ConnectedWorld>
{
    private const string Setting = "TokenEncryption:Keys:0";
    private const string Canary = "select value from accounts_internal.application_config where key = 'token_encryption.canary'";
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    private readonly string _wrong = ApiSettings.NewKey();

    [Fact]
    public async Task A_wrong_key_ends_the_process_with_one_line_that_names_the_setting()
    {
        await EndsAtOnceAsync();
    }

    [Fact]
    public async Task A_wrong_key_is_detected_by_stored_tokens_if_no_canary_exists()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await ForgetCanaryAsync();

        await EndsAtOnceAsync();

        (await world.Database.Owner.ScalarAsync<string>(Canary)).ShouldBeNull();
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        await using var right = await world.StartProcessAsync();
        (await world.Database.Owner.ScalarAsync<string>(Canary)).ShouldStartWith("gAAAAA");
    }

    [Fact]
    public async Task A_database_without_tokens_accepts_the_first_key()
    {
        var canary = await world.Database.Owner.ScalarAsync<string>(Canary);
        await world.Database.Owner.ExecuteAsync("delete from public.oauth_tokens");
        await ForgetCanaryAsync();
        await using (await world.StartProcessAsync((Setting, _wrong)))
        {
            (await RunAsync((Setting, world.Key))).Code.ShouldBe(78);
        }

        await world.Database.Owner.ExecuteAsync("update accounts_internal.application_config set value = $1 where key = 'token_encryption.canary'",
            canary!);
    }

    /// <summary>Uses its own world, because the instance re-encrypts every token with its first key.</summary>
    [Fact]
    public async Task The_right_key_is_accepted_in_second_position()
    {
        await using var own = new ConnectedWorld(servers);
        await own.InitializeAsync();
        using var person = own.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        var instance = await own.StartInstanceAsync((Setting, _wrong), ("TokenEncryption:Keys:1", own.Key));

        (await person.GetAsync(StoredConnections.Live, instance)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_key_is_detected_when_the_database_becomes_available_and_changes_no_connection()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");
        await world.ExpireTokenAsync(person);
        var real = new NpgsqlConnectionStringBuilder(world.Database.ServiceConnectionString);
        var late = new NpgsqlConnectionStringBuilder(real.ConnectionString) { Port = FreePort.Any(), Host = "127.0.0.1", Timeout = 1 };
        await using var forward = new TcpForward(late.Port, real.Port);
        var address = new Uri($"http://localhost:{FreePort.Any()}/");
        await using var process = Start(address, ("ConnectionStrings:Accounts", late.ConnectionString), (Setting, _wrong));
        await process.WaitForOkAsync(new Uri(address, "health/live"), MaxWait, CancellationToken.None);
        (await KeysAsync(address)).ShouldBe("The token keys have not been checked against the database yet.");

        forward.Open();

        (await process.WaitForExitAsync(MaxWait, CancellationToken.None)).ShouldBe(78);
        process.Lines[^1].ShouldStartWith("TokenEncryption__Keys: ");
        process.Lines.Count(line => line.StartsWith("TokenEncryption__Keys", StringComparison.Ordinal)).ShouldBe(1);
        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
    }

    [Fact]
    public async Task An_instance_with_the_right_keys_reports_ok() => (await KeysAsync(world.Address)).ShouldBe("ok");

    private async Task EndsAtOnceAsync()
    {
        var before = await world.Database.Owner.ScalarAsync<string>(Canary);

        var (code, lines) = await RunAsync((Setting, _wrong));

        code.ShouldBe(78);
        lines.ShouldHaveSingleItem().ShouldStartWith("TokenEncryption__Keys: ");
        lines[0].ShouldNotContain(_wrong);
        (await world.Database.Owner.ScalarAsync<string>(Canary)).ShouldBe(before);
    }

    private Task<int> ForgetCanaryAsync() =>
        world.Database.Owner.ExecuteAsync("delete from accounts_internal.application_config where key = 'token_encryption.canary'");

    private async Task<(int Code, IReadOnlyList<string> Lines)> RunAsync(params (string Name, string Value)[] changes)
    {
        await using var process = Start(new Uri($"http://localhost:{FreePort.Any()}/"), changes);
        return (await process.WaitForExitAsync(MaxWait, CancellationToken.None), process.Lines);
    }

    private ChildProcess Start(Uri address, params (string Name, string Value)[] changes) =>
        ChildProcess.Start(world.Settings.With(changes).AsProcess(address));

    private static async Task<string?> KeysAsync(Uri instance)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(instance, "health/ready"));
        return (await ApiAnswer.OfAsync(response)).Json.GetProperty("checks").GetProperty("keys").GetString();
    }
}
