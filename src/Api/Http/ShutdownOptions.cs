using System.ComponentModel.DataAnnotations;

namespace Accounts.Api.Http;

/// <summary>How an instance ends.</summary>
public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>Draining, finishing requests, handing runs over and storing renewals, all together; orchestrators wait 45 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    public static readonly TimeSpan DefaultDrainFor = TimeSpan.FromSeconds(5);

    /// <summary>How long an instance that is ending goes on taking requests; by default 5 s, and not at all in Development.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ErrorMessage = "Shutdown:DrainFor must be 0 to 30 seconds.")]
    public TimeSpan? DrainFor { get; init; }
}
