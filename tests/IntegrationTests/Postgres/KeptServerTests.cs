using System.Net;
using System.Net.Sockets;
using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

public sealed class KeptServerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("accounts-test-");
    private readonly List<string> _reports = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PostgresOptions Kept => new() { Folder = Path.Combine(_folder.FullName, "postgres"), Report = _reports.Add };

    [Fact]
    public async Task The_rows_are_present_at_the_next_start_and_absent_after_a_fresh_one()
    {
        await using (var first = await StartAsync(Kept)) await first.EnsureDatabaseAsync("mine", Ct);
        await using (var second = await StartAsync(Kept)) (await HasMineAsync(second)).ShouldBeTrue();
        await using (var third = await StartAsync(Kept with { Fresh = true })) (await HasMineAsync(third)).ShouldBeFalse();
    }

    [Fact]
    public async Task Two_runs_do_not_share_a_folder()
    {
        await using var first = await StartAsync(Kept);

        var refusal = await Should.ThrowAsync<PostgresUnavailableException>(() => StartAsync(Kept));

        refusal.Message.ShouldContain("is in use by another run");
    }

    [Fact]
    public async Task The_port_stays_the_same_across_starts_and_after_a_fresh_one()
    {
        var port = FreePort.Any();

        await using (var first = await StartAsync(Kept with { Port = port })) PortOf(first).ShouldBe(port);
        await using (var second = await StartAsync(Kept)) PortOf(second).ShouldBe(port);
        await using (var third = await StartAsync(Kept with { Fresh = true })) PortOf(third).ShouldBe(port);
    }

    [Fact]
    public async Task A_port_that_another_program_uses_is_replaced_reported_and_recorded()
    {
        int taken, other;
        using (var program = new TcpListener(IPAddress.Loopback, 0))
        {
            program.Start();
            taken = ((IPEndPoint)program.LocalEndpoint).Port;
            new ServerPort(Kept).Record(taken);

            await using var server = await StartAsync(Kept);
            other = PortOf(server);
        }

        other.ShouldNotBe(taken);
        _reports.ShouldContain($"Port {taken} is in use by another program; Postgres uses port {other} from now on.");
        await using var next = await StartAsync(Kept);
        PortOf(next).ShouldBe(other);
    }

    [Fact]
    public async Task A_configured_port_that_another_program_uses_is_an_error()
    {
        using var program = new TcpListener(IPAddress.Loopback, 0);
        program.Start();
        var taken = ((IPEndPoint)program.LocalEndpoint).Port;

        await Should.ThrowAsync<PostgresUnavailableException>(() => StartAsync(Kept with { Port = taken }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("70000")]
    [InlineData("not a port")]
    public void An_invalid_record_is_ignored(string record)
    {
        File.WriteAllText($"{Kept.Folder}.port", record);

        new ServerPort(Kept).Choose().ShouldBeGreaterThanOrEqualTo(ServerPort.FirstKept);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<PostgresServer> StartAsync(PostgresOptions options) => PostgresServer.StartAsync(options, Ct);

    private static int PortOf(PostgresServer server) => new NpgsqlConnectionStringBuilder(server.ConnectionString).Port;

    private static Task<bool> HasMineAsync(PostgresServer server) =>
        Sql.ScalarAsync<bool>(server.ConnectionString, "select exists (select from pg_database where datname = 'mine')", Ct);
}
