using System.Globalization;
using Accounts.Hosting.Processes;

namespace Accounts.Hosting.Postgres;

/// <summary>Chooses the port of a server. A kept server gets the port of its last start, which a file beside its folder records.</summary>
internal sealed class ServerPort(PostgresOptions options)
{
    /// <summary>Not 5432, which an installed server uses, and below the range from which systems assign ports to clients.</summary>
    public const int FirstKept = 15432;

    private readonly string? _file = options.Folder is null ? null : $"{Path.GetFullPath(options.Folder)}.port";

    /// <summary>Whether no other port may replace this one.</summary>
    public bool IsFixed => options.Port is not null;

    public int Choose()
    {
        if (options.Port is { } port) return port;
        if (_file is null) return FreePort.Any();
        if (Recorded() is not { } recorded) return FreePort.From(FirstKept);
        if (FreePort.IsFree(recorded)) return recorded;

        var other = FreePort.From(FirstKept);
        options.Report($"Port {recorded} is in use by another program; Postgres uses port {other} from now on.");
        return other;
    }

    /// <summary>Records the port of a server that has started.</summary>
    public void Record(int port)
    {
        if (_file is not null) File.WriteAllText(_file, port.ToString(CultureInfo.InvariantCulture));
    }

    private int? Recorded()
    {
        const NumberStyles Digits = NumberStyles.None | NumberStyles.AllowTrailingWhite;
        if (_file is null || !File.Exists(_file)) return null;

        return int.TryParse(File.ReadAllText(_file), Digits, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 ? port : null;
    }
}
