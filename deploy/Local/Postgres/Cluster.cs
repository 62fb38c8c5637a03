using System.Security.Cryptography;
using Accounts.Local.Processes;
using Npgsql;

namespace Accounts.Local.Postgres;

/// <summary>A private server of ours: loopback only, a random password, stopped with this process.</summary>
internal sealed class Cluster : IOwnServer
{
    private const string Superuser = "postgres";
    private const int Attempts = 3;

    private readonly ClusterFolder _folder;
    private readonly EventHandler _onProcessExit;
    private int _stopped;

    private Cluster(ClusterFolder folder)
    {
        _folder = folder;
        _onProcessExit = (_, _) => DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(30));
        AppDomain.CurrentDomain.ProcessExit += _onProcessExit;
    }

    public string LogFile => Path.Combine(_folder.Path, "postgres.log");

    private string PasswordFile => Path.Combine(_folder.Path, "password");

    public static async Task<RunningPostgres> StartAsync(PostgresBinaries binaries, string source, PostgresOptions options, CancellationToken ct)
    {
        var cluster = new Cluster(await ClusterFolder.OpenAsync(options, ct));
        try
        {
            var reachable = await cluster.BringWithinReachAsync(binaries, ct);
            await cluster.InitializeAsync(reachable, options, ct);
            var port = await cluster.StartServerAsync(reachable, options, ct);
            return new RunningPostgres(source, await cluster.ConnectionStringAsync(port, ct), cluster);
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async Task WaitForExitAsync(CancellationToken ct)
    {
        while (Postmaster.Of(_folder.Data) is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1) return;

        AppDomain.CurrentDomain.ProcessExit -= _onProcessExit;
        await _folder.DisposeAsync();
    }

    private async Task<PostgresBinaries> BringWithinReachAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        if (!UnprivilegedUser.Needed || UnprivilegedUser.CanReach(binaries.Folder)) return binaries;

        var copy = binaries.CopyTo(Path.Combine(_folder.Path, "binaries"));
        await UnprivilegedUser.GiveAsync(_folder.Path, ct);
        return copy;
    }

    private async Task InitializeAsync(PostgresBinaries binaries, PostgresOptions options, CancellationToken ct)
    {
        if (Directory.Exists(_folder.Data))
        {
            var major = (await File.ReadAllTextAsync(Path.Combine(_folder.Data, "PG_VERSION"), ct)).Trim();
            if (major == $"{binaries.Major}") return;

            throw new PostgresMissingException(
                $"{_folder.Path} was made by PostgreSQL {major}, this is {binaries.Version}; install PostgreSQL {major} or drop the data with --fresh");
        }

        await PrivateFile.WriteAsync(PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), ct);
        await UnprivilegedUser.GiveAsync(_folder.Path, ct);

        // Renamed when complete: an initdb that was killed leaves nothing that looks like a cluster.
        var unfinished = $"{_folder.Data}.unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        string[] sync = options.ThrowAway ? ["--no-sync"] : [];
        var initdb = await UnprivilegedUser.RunAsync(
            binaries["initdb"],
            ["-D", unfinished, "-U", Superuser, $"--pwfile={PasswordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", .. sync],
            _folder.Path,
            ct);
        if (initdb.ExitCode != 0) throw new PostgresMissingException($"{binaries["initdb"]} failed ({initdb.FirstLine})");

        Directory.Move(unfinished, _folder.Data);
    }

    private async Task<int> StartServerAsync(PostgresBinaries binaries, PostgresOptions options, CancellationToken ct)
    {
        // A port that was free a moment ago may be taken by now.
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port ?? FreePort.Any();
            // pg_ctl gives the server a session of its own: a Ctrl-C at the terminal reaches us, and we stop it last.
            var start = await UnprivilegedUser.RunAsync(
                binaries["pg_ctl"],
                ["start", "-D", _folder.Data, "-l", LogFile, "-w", "-t", "60", "-o", string.Join(' ', Settings(port, options.ThrowAway).Select(s => $"-c {s}"))],
                _folder.Path,
                ct);
            if (start.ExitCode == 0) return port;
            if (attempt == Attempts || options.Port is not null)
            {
                throw new PostgresMissingException($"{binaries["postgres"]} does not start ({await LastFatalLineAsync(ct) ?? start.FirstLine})");
            }
        }
    }

    /// <summary>What a server of ours is told wherever it runs.</summary>
    public static string[] Tuning(bool throwAway) =>
        ["max_connections=200", .. throwAway ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : Array.Empty<string>()];

    private static string[] Settings(int port, bool throwAway) =>
        ["listen_addresses=127.0.0.1", "unix_socket_directories=", $"port={port}", .. Tuning(throwAway)];

    private async Task<string?> LastFatalLineAsync(CancellationToken ct) =>
        File.Exists(LogFile)
            ? (await File.ReadAllLinesAsync(LogFile, ct)).LastOrDefault(line => line.Contains("FATAL:", StringComparison.Ordinal))
            : null;

    private async Task<string> ConnectionStringAsync(int port, CancellationToken ct) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = Superuser,
            Password = (await File.ReadAllTextAsync(PasswordFile, ct)).Trim(),
            Database = "postgres",
        }.ConnectionString;
}
