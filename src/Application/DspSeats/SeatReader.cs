using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.DspSeats;

namespace Accounts.Application.DspSeats;

/// <summary>Reads all seats of an advertiser from Amazon. If a page fails, the read fails.</summary>
internal sealed class SeatReader(AccessTokens tokens, ISeatsApi amazon)
{
    /// <summary>A read may take minutes, so it starts with a token that lasts.</summary>
    private static readonly TimeSpan TokenLife = TimeSpan.FromMinutes(5);

    private const int MaxPages = 1_000;

    /// <param name="accepted">The headers that Amazon accepted last.</param>
    /// <returns>
    /// Error: <c>dsp.access_denied</c>, the failure of a call, or <c>amazon.invalid_answer</c> if nothing of the answer could be used.
    /// </returns>
    public async Task<Result<CompleteSeats>> ReadAsync(AdvertiserSource source, SeatHeaders? accepted, CancellationToken ct)
    {
        var (headers, page) = await FirstPageAsync(source, accepted, ct);
        var seats = new Dictionary<string, Seat>(StringComparer.Ordinal);
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        var skipped = 0;
        while (page.Succeeded)
        {
            // An exchange has one seat of the advertiser. If Amazon lists another one, the first is kept.
            skipped += page.Value.Skipped + page.Value.Seats.Count(seat => !seats.TryAdd(seat.ExchangeId, seat) && seats[seat.ExchangeId] != seat);
            if (page.Value.Cursor is not { } cursor)
            {
                if (seats.Count == 0 && skipped > 0) return AmazonErrors.InvalidAnswer;
                return new CompleteSeats(seats.Values, headers, cursors.Count + 1, skipped);
            }

            // Stop if Amazon repeats a token; otherwise the loop never ends.
            if (!cursors.Add(cursor) || cursors.Count == MaxPages) return AmazonErrors.InvalidAnswer;
            page = await PageAsync(source, headers, cursor, ct);
        }

        return page.Error.Is(AmazonErrors.Forbidden) || page.Error.Is(AmazonErrors.NoAccess) ? DspErrors.AccessDenied : page.Error;
    }

    private async Task<(SeatHeaders Headers, Result<RemoteSeatPage> Page)> FirstPageAsync(
        AdvertiserSource source, SeatHeaders? accepted, CancellationToken ct)
    {
        (SeatHeaders, Result<RemoteSeatPage>)? refused = null;
        foreach (var headers in SeatHeaderRules.ToTry(accepted, source.Party.AgencyProfile is not null, source.Party.AgencyEntity is not null))
        {
            var page = await PageAsync(source, headers, cursor: null, ct);
            if (page.Succeeded || !MayDependOnHeaders(page.Error)) return (headers, page);
            refused ??= (headers, page);
        }

        return refused!.Value;
    }

    private Task<Result<RemoteSeatPage>> PageAsync(AdvertiserSource source, SeatHeaders headers, string? cursor, CancellationToken ct)
    {
        var party = new SeatParty(source.Party.Advertiser, headers.IncludesProfile() ? source.Party.AgencyProfile : null,
            headers.IncludesEntity() ? source.Party.AgencyEntity : null);
        return tokens.UseAsync(source.Connection, TokenLife, login => amazon.ListAsync(source.Region, login, party, cursor, ct), ct);
    }

    /// <summary>Amazon answers 400 if a header is missing or unwanted, and 401 if it does not accept the profile.</summary>
    private static bool MayDependOnHeaders(Error error) => error.Is(AmazonErrors.Rejected) || error.Is(AmazonErrors.NoAccess);
}

/// <param name="Headers">What Amazon accepted.</param>
/// <param name="Skipped">Entries that could not be used.</param>
internal sealed record CompleteSeats(IReadOnlyCollection<Seat> Seats, SeatHeaders Headers, int Pages, int Skipped)
{
    public SeatReadStatus Status => Skipped == 0 ? SeatReadStatus.Success : SeatReadStatus.Partial;
}
