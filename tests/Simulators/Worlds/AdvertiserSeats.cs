namespace Accounts.Simulators.Worlds;

/// <summary>A seat of a DSP advertiser. Ids may be absent.</summary>
public sealed record WorldSeat(string ExchangeId, string ExchangeName, string? DealCreationId, string? SpendTrackingId);

/// <summary>How Amazon lists the seats of advertisers. Only reports of calls describe it, and they differ.</summary>
public sealed record SeatsBehaviour
{
    /// <summary>Refuse a call without the header <c>parentEntityId</c> of the advertiser's agency, as recorded.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Refuse a call that names a profile.</summary>
    public bool RefusesProfile { get; init; }

    /// <summary>Refuse every call with 403.</summary>
    public bool IsDenied { get; init; }

    /// <summary>How many seats a page has at most, whatever the call asks for.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>What is wrong with the entry of the advertiser, if anything.</summary>
    public SeatEntryFault EntryFault { get; init; }

    /// <summary>The number of exchanges at which an advertiser has seats; zero for an empty list.</summary>
    public int Exchanges { get; init; } = 5;

    /// <summary>Increases with each change of the seats, and is a part of their ids.</summary>
    public int Edition { get; init; } = 1;
}

/// <summary>How the entry of an advertiser may be incomplete.</summary>
public enum SeatEntryFault
{
    None,
    WithoutId,
    NullId,
    IdOfAnother,
    WithoutSeats,
    NullSeats,
}
