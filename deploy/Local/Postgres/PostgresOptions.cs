namespace Accounts.Local.Postgres;

public sealed record PostgresOptions
{
    /// <summary>A server somebody else runs. When given, nothing else is tried, and it is never stopped.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Where the cluster is kept between runs; null makes one that goes away with this process.</summary>
    public string? Folder { get; init; }

    /// <summary>Drops a kept cluster before starting.</summary>
    public bool Fresh { get; init; }

    /// <summary>Null takes a free one.</summary>
    public int? Port { get; init; }

    /// <summary>Where an optional step (an installation, a fallback) is told.</summary>
    public Action<string> Say { get; init; } = _ => { };

    internal bool ThrowAway => Folder is null;
}
