using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using FluentValidation;

namespace Accounts.Application.DspSeats;

/// <summary>Lists the reads of a DSP advertiser's seats, newest first.</summary>
/// <param name="Status">Null for all.</param>
public sealed record GetSeatHistoryQuery(UserId User, string Advertiser, SeatReadStatus? Status, int Limit, int Offset) : IQuery<SeatHistory>;

/// <param name="History">The same list under the frontend's name.</param>
/// <param name="Total">The same number under the frontend's name.</param>
public sealed record SeatHistory(
    IReadOnlyList<SeatReadView> SyncHistory, IReadOnlyList<SeatReadView> History, int TotalCount, int Total, int Limit, int Offset);

/// <param name="ExchangesCount">At how many exchanges the advertiser has seats.</param>
/// <param name="SeatsFound">The same number as <c>seats_retrieved</c>, under the frontend's name.</param>
/// <param name="SeatsUpdated">How many seats were stored: none by a failed read.</param>
/// <param name="Metadata">What was asked and answered, for support.</param>
public sealed record SeatReadView(
    Guid Id, string AdvertiserId, SeatReadStatus SyncStatus, int SeatsRetrieved, int ExchangesCount, int SeatsFound, int SeatsUpdated,
    string? ErrorCode, string? ErrorMessage, DateTimeOffset CreatedAt, DateTimeOffset StartedAt, DateTimeOffset? CompletedAt, JsonElement Metadata)
{
    private static readonly JsonElement None = JsonElement.Parse("{}");

    internal static SeatReadView Of(LoggedSeatRead read) => new(
        read.Id, read.Advertiser, read.Status, read.Seats, read.Exchanges, read.Seats, read.Status == SeatReadStatus.Failed ? 0 : read.Seats,
        read.ErrorCode, read.ErrorMessage, read.CreatedAt, read.CreatedAt, read.CompletedAt,
        read.Metadata is { } json ? JsonElement.Parse(json) : None);
}

internal sealed class GetSeatHistoryValidator : AbstractValidator<GetSeatHistoryQuery>
{
    public GetSeatHistoryValidator()
    {
        RuleFor(q => q.Advertiser).IsAdvertiserId();
        RuleFor(q => q.Limit).InclusiveBetween(1, 100).Malformed("limit", "range");
        RuleFor(q => q.Offset).InclusiveBetween(0, 10_000).Malformed("offset", "range");
    }
}

internal sealed class GetSeatHistoryHandler(AdvertiserLookup advertisers, ISeatSnapshots snapshots) : IQueryHandler<GetSeatHistoryQuery, SeatHistory>
{
    public async Task<Result<SeatHistory>> Handle(GetSeatHistoryQuery query, CancellationToken ct)
    {
        var source = await advertisers.FindAsync(query.User, query.Advertiser, profile: null, ct);
        if (!source.Succeeded) return source.Error;

        var (reads, total) = await snapshots.HistoryAsync(query.User, query.Advertiser, query.Status, query.Limit, query.Offset, ct);
        SeatReadView[] views = [.. reads.Select(SeatReadView.Of)];
        return new SeatHistory(views, views, total, total, query.Limit, query.Offset);
    }
}
