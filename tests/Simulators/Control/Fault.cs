using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Control;

/// <summary>How a call goes wrong.</summary>
public enum FaultKind
{
    /// <summary>The answer is the fault's own status, headers and body.</summary>
    Status,

    /// <summary>The connection is reset before any answer, and nothing was done.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the real body.</summary>
    Cut,

    /// <summary>No answer ever comes.</summary>
    Stall,

    /// <summary>The real answer, one byte a second.</summary>
    Trickle,

    /// <summary>The first half of the real body as if it were whole: sound HTTP, broken JSON.</summary>
    Truncate,

    /// <summary>The work is done (tokens are issued), then the connection is reset.</summary>
    After,
}

/// <summary>
/// One planned fault. Faults are consulted in the order they were added; a call one of them answers is not seen by those after it, so
/// two faults of one time each happen one after the other.
/// </summary>
public sealed record Fault
{
    /// <summary>One of <see cref="Routes"/>.</summary>
    public required string Route { get; init; }

    public required FaultKind Kind { get; init; }

    /// <summary>Only calls to this region's host; null is any.</summary>
    public AdsRegion? Region { get; init; }

    /// <summary>Only calls whose <c>Amazon-Advertising-API-Scope</c> is this profile; null is any.</summary>
    public string? Scope { get; init; }

    /// <summary>Only calls with an access token of this Amazon login; null is any.</summary>
    public string? Login { get; init; }

    /// <summary>Only calls with an access token of this grant, that is of one connection; null is any.</summary>
    public string? Grant { get; init; }

    /// <summary>How many calls pass unharmed first.</summary>
    public int Skip { get; init; }

    /// <summary>How often it happens; null is for ever.</summary>
    public int? Times { get; init; }

    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Body { get; init; } = "";

    /// <summary>The body if it is no text, such as a compressed one; replaces <see cref="Body"/>.</summary>
    public byte[]? Bytes { get; init; }

    public string ContentType { get; init; } = "application/json";

    /// <summary>The body is sent this often in a row: for answers of a gigabyte.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>For <see cref="FaultKind.Status"/> and <see cref="FaultKind.Stall"/>: the real work is done first and its answer lost.</summary>
    public bool DoWork { get; init; }
}
