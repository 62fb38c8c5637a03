namespace Accounts.Domain.DspSeats;

/// <summary>The ids under which an advertiser buys at one exchange.</summary>
/// <param name="DealCreationId">For deals of this advertiser; Amazon may leave it out.</param>
/// <param name="SpendTrackingId">For reports of the exchange; Amazon may leave it out.</param>
public sealed record Seat(string ExchangeId, string? ExchangeName, string? DealCreationId, string? SpendTrackingId);

/// <summary>How a read of all seats of an advertiser ended.</summary>
public enum SeatReadStatus
{
    /// <summary>All seats are stored.</summary>
    Success,

    /// <summary>All pages were read, and some entries could not be used.</summary>
    Partial,

    /// <summary>The stored seats are those of an earlier read.</summary>
    Failed,
}
