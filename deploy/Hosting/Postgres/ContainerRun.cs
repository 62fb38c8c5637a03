using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Accounts.Hosting.Postgres;

/// <summary>The owner of a container, the place of its data, and the request that creates it.</summary>
internal sealed record ContainerRun(FileStream Lock, string? Volume, string Password) : IAsyncDisposable
{
    public const string Data = "/var/lib/postgresql/data";
    private const string OwnerLabel = "accounts.owner";
    private const string MachineLabel = "accounts.machine";
    private const string InnerPort = "5432";

    public static async Task<ContainerRun> OpenAsync(ContainerEngine engine, PostgresOptions options, CancellationToken ct)
    {
        await RemoveOrphansAsync(engine, ct);

        var name = options.IsTemporary
            ? Path.Combine(Path.GetTempPath(), $"accounts-container-{RandomNumberGenerator.GetHexString(12, lowercase: true)}")
            : Path.GetFullPath(options.Folder!);
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var own = FileLock.TryAcquire($"{name}.lock")
            ?? throw new PostgresUnavailableException($"{name} is in use by another run; stop that run first");
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        if (options.IsTemporary) return new ContainerRun(own, null, password);

        var volume = VolumeOf(options);
        var passwordFile = $"{name}.container-password";
        if (options.Fresh)
        {
            await engine.SendAsync(HttpMethod.Delete, $"volumes/{volume}", null, ct);
            File.Delete(passwordFile);
        }

        if (!File.Exists(passwordFile)) await PrivateFile.WriteAsync(passwordFile, password, ct);
        return new ContainerRun(own, volume, (await File.ReadAllTextAsync(passwordFile, ct)).Trim());
    }

    /// <summary>The named volume that stands for a kept folder.</summary>
    public static string VolumeOf(PostgresOptions options) =>
        $"accounts-local-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.Folder!))))[..12]}";

    /// <summary>Stops the containers of processes on this machine that have ended.</summary>
    public static async Task RemoveOrphansAsync(ContainerEngine engine, CancellationToken ct)
    {
        var filter = JsonSerializer.Serialize(new { label = new[] { OwnerLabel, $"{MachineLabel}={Environment.MachineName}" } });
        var containers = await engine.SendAsync(HttpMethod.Get, $"containers/json?all=1&filters={Uri.EscapeDataString(filter)}", null, ct);
        foreach (var container in containers?.EnumerateArray() ?? default)
        {
            var owner = container.GetProperty("Labels").GetProperty(OwnerLabel).GetString()!;
            if (File.Exists(owner))
            {
                await using var orphan = FileLock.TryAcquire(owner);
                if (orphan is null) continue;
            }

            await Container.StopAsync(engine, container.GetProperty("Id").GetString()!, "SIGINT");
            if (Path.GetFileName(owner).StartsWith("accounts-container-", StringComparison.Ordinal)) File.Delete(owner);
        }
    }

    /// <summary>The body of the request that creates a container.</summary>
    /// <param name="image">The image to run.</param>
    /// <param name="port">The port on this machine; null lets the engine choose one to publish.</param>
    /// <param name="sharesNetwork">Whether the server listens on this machine's network itself; otherwise the engine publishes the port.</param>
    /// <param name="options">The options of the server.</param>
    public object CreateRequest(string image, int? port, bool sharesNetwork, PostgresOptions options) => new
    {
        Image = image,
        Env = new[]
        {
            $"POSTGRES_PASSWORD={Password}",
            $"POSTGRES_INITDB_ARGS=--auth-host=scram-sha-256 -E UTF8 --locale=C{(options.IsTemporary ? " --no-sync" : "")}",
            $"PGDATA={Data}",
            $"PGPORT={(sharesNetwork ? Text(port) : InnerPort)}",
        },
        Cmd = Cluster.Tuning(options.IsTemporary).Append($"listen_addresses={(sharesNetwork ? "127.0.0.1" : "*")}")
            .SelectMany(s => new[] { "-c", s }),
        Labels = new Dictionary<string, string> { [OwnerLabel] = Lock.Name, [MachineLabel] = Environment.MachineName },
        ExposedPorts = new Dictionary<string, object> { [$"{InnerPort}/tcp"] = new { } },
        HostConfig = new
        {
            AutoRemove = true,
            NetworkMode = sharesNetwork ? "host" : "bridge",
            PortBindings = sharesNetwork
                ? []
                : new Dictionary<string, object> { [$"{InnerPort}/tcp"] = new[] { new { HostIp = "127.0.0.1", HostPort = Text(port) } } },
            Binds = Volume is null ? Array.Empty<string>() : [$"{Volume}:{Data}"],
            ShmSize = 256L << 20,
        },
    };

    private static string Text(int? port) => port?.ToString(CultureInfo.InvariantCulture) ?? "";

    public async ValueTask DisposeAsync()
    {
        if (Volume is null) File.Delete(Lock.Name);
        await Lock.DisposeAsync();
    }
}
