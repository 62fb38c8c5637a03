using System.Globalization;
using System.Security.Cryptography;
using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>
/// Debian's PgBouncer in transaction mode: every transaction can use another backend, and no session state is kept.
/// The next run ends the PgBouncer of a killed run.
/// </summary>
public sealed class PgBouncer : IAsyncDisposable
{
    public const string Missing = "PgBouncer is not installed; install Debian's package pgbouncer.";
    private const string Prefix = "accounts-pgbouncer-";
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _process;
    private readonly FileStream _lock;
    private readonly string _folder;
    private readonly int _port;

    private PgBouncer(ChildProcess process, FileStream @lock, string folder, int port)
    {
        _process = process;
        _lock = @lock;
        _folder = folder;
        _port = port;
    }

    /// <summary>Null if PgBouncer is neither on the PATH nor at its place on Debian.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Append("/usr/sbin").Select(folder => Path.Combine(folder, "pgbouncer")).FirstOrDefault(File.Exists);

    /// <summary>Whether the whole run uses the pooler.</summary>
    public static bool Asked => Environment.GetEnvironmentVariable("ACCOUNTS_TEST_POOLER") is { Length: > 0 } asked
        && (asked == "pgbouncer" ? true : throw new InvalidOperationException("ACCOUNTS_TEST_POOLER must be pgbouncer, or not be set."));

    /// <param name="connectionString">Of the server, as the one login that may come through.</param>
    /// <param name="poolSize">How many backends a database gets.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<PgBouncer> StartAsync(string connectionString, int poolSize, CancellationToken ct)
    {
        var program = Program ?? throw new InvalidOperationException(Missing);
        Sweep();
        var folder = Path.Combine(Path.GetTempPath(), Prefix + RandomNumberGenerator.GetHexString(12, lowercase: true));
        var own = FileLock.TryAcquire($"{folder}.lock")!;
        Directory.CreateDirectory(folder);
        var port = FreePort.Any();
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        await PrivateFile.WriteAsync(Path.Combine(folder, "users"), $"\"{server.Username}\" \"{server.Password}\"\n", ct);
        await PrivateFile.WriteAsync(Path.Combine(folder, "pgbouncer.ini"), Settings(folder, server, port, poolSize), ct);
        await UnprivilegedUser.GrantOwnershipAsync(folder, ct);

        var (asUser, arguments) = UnprivilegedUser.Wrap(program, [Path.Combine(folder, "pgbouncer.ini")]);
        var pooler = new PgBouncer(ChildProcess.Start(new ChildProcessStart(asUser, arguments) { WorkingFolder = folder }), own, folder, port);
        try
        {
            await pooler._process.WaitForPortAsync(port, StartDeadline, ct);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same database through the pooler.</summary>
    public string Through(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = _port, NoResetOnClose = true }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        File.Delete(_lock.Name);
        await _lock.DisposeAsync();
    }

    private static string Settings(string folder, NpgsqlConnectionStringBuilder server, int port, int poolSize) =>
        string.Create(CultureInfo.InvariantCulture,
            $"""
            [databases]
            * = host={server.Host} port={server.Port}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            pidfile = {folder}/pid
            auth_type = scram-sha-256
            auth_file = {folder}/users
            pool_mode = transaction
            default_pool_size = {poolSize}
            max_client_conn = 1000
            log_connections = 0
            log_disconnections = 0

            """);

    private static void Sweep()
    {
        foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), $"{Prefix}*.lock"))
        {
            using var orphan = FileLock.TryAcquire(file);
            if (orphan is null) continue;

            var folder = Path.ChangeExtension(file, null);
            EndLeftBehind(folder);
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.Delete(file);
        }
    }

    // The process id in the file may belong to another program by now.
    private static void EndLeftBehind(string folder)
    {
        if (!File.Exists($"{folder}/pid") || !int.TryParse(File.ReadAllText($"{folder}/pid"), CultureInfo.InvariantCulture, out var id)) return;
        if (File.Exists($"/proc/{id}/cmdline") && File.ReadAllText($"/proc/{id}/cmdline").Contains(folder, StringComparison.Ordinal))
            UnixSignal.Send(id, UnixSignal.Quit);
    }
}
