using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Accounts.Local.Postgres;

/// <summary>Whose a container is, where its data lives, and how to order one.</summary>
internal sealed record ContainerRun(FileStream Lock, string? Volume, string Password) : IAsyncDisposable
{
    public const string Data = "/var/lib/postgresql/data";
    private const string OwnerLabel = "accounts.owner";
    private const string MachineLabel = "accounts.machine";
    private const string InnerPort = "5432";

    public static async Task<ContainerRun> OpenAsync(ContainerEngine engine, PostgresOptions options, CancellationToken ct)
    {
        await SweepAsync(engine, ct);

        var name = options.ThrowAway
            ? Path.Combine(Path.GetTempPath(), $"accounts-container-{RandomNumberGenerator.GetHexString(12, lowercase: true)}")
            : Path.GetFullPath(options.Folder!);
        Directory.CreateDirectory(Path.GetDirectoryName(name)!);
        var own = RunLock.TryTake($"{name}.lock") ?? throw new PostgresMissingException($"{name} is in use by another run; stop that one first");
        var password = RandomNumberGenerator.GetHexString(32, lowercase: true);
        if (options.ThrowAway) return new ContainerRun(own, null, password);

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

    /// <summary>The named volume of a kept folder.</summary>
    public static string VolumeOf(PostgresOptions options) =>
        $"accounts-local-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(options.Folder!))))[..12]}";

    /// <summary>Ends the containers of this machine's processes that are gone.</summary>
    public static async Task SweepAsync(ContainerEngine engine, CancellationToken ct)
    {
        var filter = JsonSerializer.Serialize(new { label = new[] { OwnerLabel, $"{MachineLabel}={Environment.MachineName}" } });
        var containers = await engine.SendAsync(HttpMethod.Get, $"containers/json?all=1&filters={Uri.EscapeDataString(filter)}", null, ct);
        foreach (var container in containers?.EnumerateArray() ?? default)
        {
            var owner = container.GetProperty("Labels").GetProperty(OwnerLabel).GetString()!;
            if (File.Exists(owner))
            {
                await using var orphan = RunLock.TryTake(owner);
                if (orphan is null) continue;
            }

            await Container.EndAsync(engine, container.GetProperty("Id").GetString()!, "SIGINT");
            if (Path.GetFileName(owner).StartsWith("accounts-container-", StringComparison.Ordinal)) File.Delete(owner);
        }
    }

    /// <param name="image">What to run.</param>
    /// <param name="port">A port of this machine's own network; null has the engine publish one.</param>
    /// <param name="options">What was asked for.</param>
    public object Order(string image, int? port, PostgresOptions options) => new
    {
        Image = image,
        Env = new[]
        {
            $"POSTGRES_PASSWORD={Password}",
            $"POSTGRES_INITDB_ARGS=--auth-host=scram-sha-256 -E UTF8 --locale=C{(options.ThrowAway ? " --no-sync" : "")}",
            $"PGDATA={Data}",
            $"PGPORT={port?.ToString(CultureInfo.InvariantCulture) ?? InnerPort}",
        },
        Cmd = Cluster.Tuning(options.ThrowAway).Append($"listen_addresses={(port is null ? "*" : "127.0.0.1")}").SelectMany(s => new[] { "-c", s }),
        Labels = new Dictionary<string, string> { [OwnerLabel] = Lock.Name, [MachineLabel] = Environment.MachineName },
        ExposedPorts = new Dictionary<string, object> { [$"{InnerPort}/tcp"] = new { } },
        HostConfig = new
        {
            AutoRemove = true,
            NetworkMode = port is null ? "bridge" : "host",
            PortBindings = port is null
                ? new Dictionary<string, object> { [$"{InnerPort}/tcp"] = new[] { new { HostIp = "127.0.0.1", HostPort = options.Port?.ToString(CultureInfo.InvariantCulture) ?? "" } } }
                : [],
            Binds = Volume is null ? Array.Empty<string>() : [$"{Volume}:{Data}"],
            ShmSize = 256L << 20,
        },
    };

    public async ValueTask DisposeAsync()
    {
        if (Volume is null) File.Delete(Lock.Name);
        await Lock.DisposeAsync();
    }
}
