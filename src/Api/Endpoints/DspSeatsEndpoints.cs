using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspSeats;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.DspSeats;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class DspSeatsEndpoints
{
    private static readonly Error[] OfLookups =
        [DspErrors.NotYourAdvertiser, AccountErrors.NotFound, AccountErrors.Disconnected, ConnectionErrors.NotFound];

    private static readonly Error[] OfReads = [DspErrors.AccessDenied, JobErrors.StepFailed, JobErrors.Interrupted];

    public static void MapDspSeats(this IEndpointRouteBuilder api)
    {
        var seats = api.MapGroup("/accounts/dsp/{advertiser_id}/seats").WithTags("DSP seats").LimitedReads().Needs(Feature.DspSeats);
        seats.MapGet("", List).WithName("ListSeats").WithSummary("List the exchange seats of a DSP advertiser").Requires(Permission.ReadSeats)
            .Fails(OfLookups).FailsAsAmazonDoes(OfReads).Fails(AccountErrors.InvalidPageToken, SeatErrors.NotFinished);
        seats.MapPost("/refresh", Refresh).WithName("RefreshSeats").WithSummary("Read the seats of a DSP advertiser from Amazon now")
            .Requires(Permission.RefreshSeats)
            .Fails(OfLookups).FailsAsAmazonDoes(OfReads).Fails(SeatErrors.SyncRunning(default), SeatErrors.NotFinished)
            .Idempotent().Limited(RateLimitPolicy.SeatRefresh);
        seats.MapGet("/sync-history", History).WithName("GetSeatHistory").WithSummary("List the reads of the seats, newest first")
            .Requires(Permission.ReadSeats).Fails(OfLookups);
    }

    private static async Task<Results<Ok<SeatPage>, ProblemResult>> List(
        IMediator mediator, CurrentUser user, string advertiser_id, CancellationToken ct,
        string[]? exchange_ids = null, int max_results = 200, string? next_token = null, string? profile_id = null)
    {
        var result = await mediator.Send(
            new ListSeatsQuery(user.Id, advertiser_id, exchange_ids ?? [], max_results, next_token, profile_id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<RefreshedSeats>, ProblemResult>> Refresh(
        IMediator mediator, CurrentUser user, string advertiser_id, SeatRefreshRequest? body, CancellationToken ct)
    {
        var result = await mediator.Send(
            new RefreshSeatsCommand(user.Id, advertiser_id, body?.Force ?? false, body?.IncludeSyncLog ?? false), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<SeatHistory>, ProblemResult>> History(
        IMediator mediator, CurrentUser user, string advertiser_id, CancellationToken ct,
        int limit = 10, int offset = 0, EnumName<SeatReadStatus>? status_filter = null)
    {
        var result = await mediator.Send(new GetSeatHistoryQuery(user.Id, advertiser_id, status_filter?.Value, limit, offset), ct);
        return result.ToOk();
    }

    /// <param name="Force">Read the seats even if they were read a short time ago.</param>
    /// <param name="IncludeSyncLog">Return the log entry of the read.</param>
    internal sealed record SeatRefreshRequest(bool? Force = null, bool? IncludeSyncLog = null);
}
