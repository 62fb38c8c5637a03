using System.ComponentModel.DataAnnotations;

namespace Accounts.Api.Http;

/// <summary>How an instance shuts down.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    public static readonly TimeSpan DefaultDrainFor = TimeSpan.FromSeconds(5);

    /// <summary>How long an instance that shuts down still accepts requests. The default is 5 s, and zero in Development.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Shutdown:DrainFor must be 0 to 30 seconds.")]
    public TimeSpan? DrainFor { get; init; }

    /// <summary>When unfinished requests are aborted, draining included. The orchestrator's kill timeout should be 10 s longer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00", ErrorMessage = "Shutdown:Deadline must be 1 second to 2 minutes.")]
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(35);
}
