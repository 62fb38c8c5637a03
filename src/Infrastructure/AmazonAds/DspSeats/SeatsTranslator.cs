using System.Text.Json;
using Accounts.Application.DspSeats;
using Accounts.Domain.DspSeats;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.DspSeats;

internal static class SeatsTranslator
{
    /// <summary>Exchange ids are opaque: they have no documented pattern.</summary>
    private const string Punctuation = ".-_:";

    private const int MaxExchangeIdLength = 64;

    /// <summary>An empty list is valid. A missing list or id is not: it must not empty a snapshot.</summary>
    public static RemoteSeatPage ToPage(SeatsResponse wire, string advertiser)
    {
        if (wire.AdvertiserSeats.ValueKind != JsonValueKind.Array) throw new AmazonContractException("advertiserSeats is not a list");
        if (!wire.NextToken.IsAbsent() && wire.NextToken.Text() is null) throw new AmazonContractException("nextToken is not a text");

        var seats = new List<Seat>();
        var skipped = 0;
        foreach (var entry in wire.AdvertiserSeats.Items().Select(e => new AdvertiserSeatsWire(e)))
        {
            if (entry.AdvertiserId.Digits() is not { } id) throw new AmazonContractException("an entry has no usable advertiserId");
            if (id != advertiser)
            {
                skipped++;
                continue;
            }

            if (entry.CurrentSeats.ValueKind != JsonValueKind.Array) throw new AmazonContractException("currentSeats is not a list");
            foreach (var seat in entry.CurrentSeats.Items())
            {
                if (ToSeat(new SeatWire(seat)) is { } usable) seats.Add(usable);
                else skipped++;
            }
        }

        return new RemoteSeatPage(seats, wire.NextToken.Text() is { Length: > 0 } cursor ? cursor : null, skipped);
    }

    private static Seat? ToSeat(SeatWire wire) =>
        (wire.ExchangeId.PlainId(Punctuation) ?? wire.ExchangeId.LongId()) is { Length: <= MaxExchangeIdLength } id && id.IsPlainId(Punctuation)
            ? new Seat(id, wire.ExchangeName.Clean(), wire.DealCreationId.Clean(), wire.SpendTrackingId.Clean()) : null;
}
