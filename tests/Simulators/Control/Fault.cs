using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Control;

/// <summary>The kinds of failure of a call.</summary>
public enum FaultKind
{
    /// <summary>The response is the status, headers and body of the fault.</summary>
    Status,

    /// <summary>The connection is reset before any response, and the request has no effect.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the real body.</summary>
    Cut,

    /// <summary>No response is sent.</summary>
    Stall,

    /// <summary>The real response is sent at one byte per second.</summary>
    Trickle,

    /// <summary>The first half of the real body is sent as a complete response: valid HTTP, invalid JSON.</summary>
    Truncate,

    /// <summary>The request takes effect (tokens are issued), then the connection is reset.</summary>
    After,
}

/// <summary>
/// A planned fault. Faults are checked in the order in which they were added, and the first match handles the call. Two faults that each
/// apply once therefore apply to two consecutive calls.
/// </summary>
public sealed record Fault
{
    /// <summary>One of <see cref="Routes"/>.</summary>
    public required string Route { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>Applies only to calls to this region's host. Null means any.</summary>
    public AdsRegion? Region { get; init; }

    /// <summary>Applies only to calls whose <c>Amazon-Advertising-API-Scope</c> is this profile. Null means any.</summary>
    public string? Scope { get; init; }

    /// <summary>The number of matching calls that the fault leaves unaffected first.</summary>
    public int Skip { get; init; }

    /// <summary>The number of calls to which the fault applies. Null means every later call.</summary>
    public int? Times { get; init; }

    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Body { get; init; } = "";

    public string ContentType { get; init; } = "application/json";

    /// <summary>The number of times the body is repeated, for responses of a gigabyte.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>For <see cref="FaultKind.Status"/> and <see cref="FaultKind.Stall"/>: whether the request takes effect before the fault.</summary>
    public bool DoWork { get; init; }
}
