namespace Accounts.Hosting.Postgres;

/// <summary>Which Postgres server to start or use.</summary>
public sealed record PostgresOptions
{
    /// <summary>An existing server. If set, no other provider is tried, and the server is never stopped.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The folder that keeps the data between runs. If null, the server is temporary and its data is deleted at the end.</summary>
    public string? Folder { get; init; }

    /// <summary>Deletes the kept data before the start.</summary>
    public bool Fresh { get; init; }

    /// <summary>The port to listen on. If null, a kept server uses the port of its last start, and a temporary server any free port.</summary>
    public int? Port { get; init; }

    /// <summary>Receives one line for each optional step, such as an installation or a fallback.</summary>
    public Action<string> Report { get; init; } = _ => { };

    internal bool IsTemporary => Folder is null;
}
