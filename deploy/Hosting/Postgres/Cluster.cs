using System.Security.Cryptography;
using Npgsql;

namespace Accounts.Hosting.Postgres;

/// <summary>A private server: it listens on loopback only, has a random password and stops with this process.</summary>
internal sealed class Cluster : IManagedServer
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
            var accessible = await cluster.MakeAccessibleAsync(binaries, ct);
            await cluster.InitializeAsync(accessible, options, ct);
            var port = await cluster.StartServerAsync(accessible, options, ct);
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

    private async Task<PostgresBinaries> MakeAccessibleAsync(PostgresBinaries binaries, CancellationToken ct)
    {
        if (!UnprivilegedUser.IsNeeded || UnprivilegedUser.CanAccess(binaries.Folder)) return binaries;

        var copy = binaries.CopyTo(Path.Combine(_folder.Path, "binaries"));
        await UnprivilegedUser.GrantOwnershipAsync(_folder.Path, ct);
        return copy;
    }

    private async Task InitializeAsync(PostgresBinaries binaries, PostgresOptions options, CancellationToken ct)
    {
        if (Directory.Exists(_folder.Data))
        {
            var major = (await File.ReadAllTextAsync(Path.Combine(_folder.Data, "PG_VERSION"), ct)).Trim();
            if (major == $"{binaries.Major}") return;

            throw new PostgresUnavailableException(
                $"{_folder.Path} was created by PostgreSQL {major}, but this is PostgreSQL {binaries.Version}; install PostgreSQL {major} "
                    + "or delete the data with --fresh");
        }

        await PrivateFile.WriteAsync(PasswordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), ct);
        await UnprivilegedUser.GrantOwnershipAsync(_folder.Path, ct);

        // The folder is renamed when it is complete, so that a killed initdb leaves nothing that looks like a cluster.
        var unfinished = $"{_folder.Data}.unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        string[] sync = options.IsTemporary ? ["--no-sync"] : [];
        var initdb = await UnprivilegedUser.RunAsync(
            binaries["initdb"],
            ["-D", unfinished, "-U", Superuser, $"--pwfile={PasswordFile}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", .. sync],
            _folder.Path,
            ct);
        if (initdb.ExitCode != 0) throw new PostgresUnavailableException($"{binaries["initdb"]} failed ({initdb.FirstLine})");

        Directory.Move(unfinished, _folder.Data);
    }

    private async Task<int> StartServerAsync(PostgresBinaries binaries, PostgresOptions options, CancellationToken ct)
    {
        var ports = new ServerPort(options);
        // Another program may take the port between the check and the start.
        for (var attempt = 1; ; attempt++)
        {
            var port = ports.Choose();
            // pg_ctl starts the server in its own session: Ctrl-C does not reach it, and this process stops it last.
            var start = await UnprivilegedUser.RunAsync(
                binaries["pg_ctl"],
                ["start", "-D", _folder.Data, "-l", LogFile, "-w", "-t", "60", "-o",
                    string.Join(' ', Settings(port, options.IsTemporary).Select(s => $"-c {s}"))],
                _folder.Path,
                ct);
            if (start.ExitCode == 0)
            {
                ports.Record(port);
                return port;
            }

            if (attempt == Attempts || ports.IsFixed)
            {
                throw new PostgresUnavailableException($"{binaries["postgres"]} does not start ({await LastFatalLineAsync(ct) ?? start.FirstLine})");
            }
        }
    }

    /// <summary>Settings of every managed server, with and without a container.</summary>
    public static string[] Tuning(bool isTemporary) =>
        ["max_connections=200", .. isTemporary ? ["fsync=off", "synchronous_commit=off", "full_page_writes=off"] : Array.Empty<string>()];

    private static string[] Settings(int port, bool isTemporary) =>
        ["listen_addresses=127.0.0.1", "unix_socket_directories=", $"port={port}", .. Tuning(isTemporary)];

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
