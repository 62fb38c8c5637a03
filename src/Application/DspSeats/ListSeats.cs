using System.Globalization;
using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using FluentValidation;

namespace Accounts.Application.DspSeats;

/// <summary>Lists the seats of a DSP advertiser. Amazon is asked for all of them; filters and pages are applied here.</summary>
/// <param name="Exchanges">Empty for all.</param>
/// <param name="Profile">The agency profile through which the caller reaches the advertiser; null for any.</param>
public sealed record ListSeatsQuery(
    UserId User, string Advertiser, IReadOnlyList<string> Exchanges, int MaxResults, string? NextToken, string? Profile) : IQuery<SeatPage>
{
    /// <summary>What a page token is bound to. The snapshot is a part of it, because pages of two snapshots do not fit together.</summary>
    internal string Binding(Guid? snapshot) =>
        $"seats|{Advertiser}|{MaxResults}|{string.Join(',', Exchanges.Distinct().Order(StringComparer.Ordinal))}|{snapshot:N}";
}

/// <param name="Timestamp">When the seats were read from Amazon; null if they never were.</param>
/// <param name="Cached">The seats were stored before the request.</param>
/// <param name="SyncStatus">How the last read from Amazon ended.</param>
/// <param name="Stale">The seats are older than they should be, because Amazon is unavailable or slow.</param>
public sealed record SeatPage(
    [property: JsonPropertyName("advertiserSeats")] IReadOnlyList<AdvertiserSeats> AdvertiserSeats,
    [property: JsonPropertyName("nextToken")] string? NextToken,
    DateTimeOffset? Timestamp,
    bool Cached,
    [property: JsonPropertyName("syncStatus")] SeatSyncStatus SyncStatus,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Stale);

public sealed record AdvertiserSeats(
    [property: JsonPropertyName("advertiserId")] string AdvertiserId,
    [property: JsonPropertyName("currentSeats")] IReadOnlyList<SeatView> CurrentSeats);

/// <param name="DealCreationId">For deals of this advertiser.</param>
/// <param name="SpendTrackingId">For reports of the exchange.</param>
public sealed record SeatView(
    [property: JsonPropertyName("exchangeId")] string ExchangeId,
    [property: JsonPropertyName("exchangeName")] string? ExchangeName,
    [property: JsonPropertyName("dealCreationId")] string? DealCreationId,
    [property: JsonPropertyName("spendTrackingId")] string? SpendTrackingId);

public enum SeatSyncStatus
{
    Success,
    Partial,
    Failed,

    /// <summary>Reserved by the contract: while no read has ended, the response is an error.</summary>
    Never,
}

internal sealed class ListSeatsValidator : AbstractValidator<ListSeatsQuery>
{
    public const int MaxExchanges = 100;

    public ListSeatsValidator()
    {
        RuleFor(q => q.Advertiser).IsAdvertiserId();
        RuleFor(q => q.MaxResults).InclusiveBetween(1, 200).Malformed("max_results", "range");
        RuleFor(q => q.Exchanges.Count).LessThanOrEqualTo(MaxExchanges).Malformed("exchange_ids", "length");
        RuleForEach(q => q.Exchanges).Matches(@"^[A-Za-z0-9_.:-]{1,64}\z").Malformed("exchange_ids", "format");
        RuleFor(q => q.Profile).Matches(@"^[0-9]{1,20}\z").Malformed("profile_id", "format");
    }
}

internal sealed class ListSeatsHandler(AdvertiserLookup advertisers, CurrentSeats seats, IPageTokens tokens) : IQueryHandler<ListSeatsQuery, SeatPage>
{
    public async Task<Result<SeatPage>> Handle(ListSeatsQuery query, CancellationToken ct)
    {
        var source = await advertisers.FindGrantedAsync(query.User, query.Advertiser, query.Profile, ct);
        if (!source.Succeeded) return source.Error;

        // A further page belongs to the snapshot of the first one, however old it is.
        var served = query.NextToken is null
            ? await seats.ReadAsync(query.User, query.Advertiser, ct) : await seats.ReadStoredAsync(query.User, query.Advertiser, ct);
        if (!served.Succeeded) return served.Error;

        var start = ReadPosition(query, served.Value.Snapshot.Id);
        return start.Succeeded ? PageOf(query, served.Value, start.Value) : start.Error;
    }

    private SeatPage PageOf(ListSeatsQuery query, ServedSeats served, int start)
    {
        var snapshot = served.Snapshot;
        var matching = snapshot.Seats
            .Where(s => query.Exchanges.Count == 0 || query.Exchanges.Contains(s.ExchangeId, StringComparer.Ordinal)).ToArray();
        var page = matching.Skip(start).Take(query.MaxResults)
            .Select(s => new SeatView(s.ExchangeId, s.ExchangeName, s.DealCreationId, s.SpendTrackingId));
        var end = start + query.MaxResults;
        var next = end < matching.Length
            ? tokens.Issue(query.User, query.Binding(snapshot.Id), end.ToString(CultureInfo.InvariantCulture)) : null;
        return new SeatPage(
            [new AdvertiserSeats(query.Advertiser, [.. page])], next, snapshot.ReadAt, served.IsCached, StatusOf(snapshot), served.IsStale);
    }

    private Result<int> ReadPosition(ListSeatsQuery query, Guid? snapshot)
    {
        if (query.NextToken is not { } token) return 0;

        var position = tokens.Read(query.User, query.Binding(snapshot), token);
        return position.Succeeded ? int.Parse(position.Value, CultureInfo.InvariantCulture) : AccountErrors.InvalidPageToken;
    }

    private static SeatSyncStatus StatusOf(SeatSnapshot snapshot) => snapshot.LastStatus switch
    {
        SeatReadStatus.Success => SeatSyncStatus.Success,
        SeatReadStatus.Partial => SeatSyncStatus.Partial,
        SeatReadStatus.Failed => SeatSyncStatus.Failed,
        _ => SeatSyncStatus.Never,
    };
}
