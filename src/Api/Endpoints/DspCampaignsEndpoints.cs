using System.ComponentModel.DataAnnotations;
using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspCampaigns;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.DspCampaigns;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Accounts.Api.Endpoints;

internal static class DspCampaignsEndpoints
{
    private static readonly Error[] OfChanges =
    [
        CampaignErrors.Invalid, CampaignErrors.Refused, CampaignErrors.OutcomeUnknown, ConnectionErrors.ImpersonationRefused,
    ];

    private static readonly Error[] OfUpdates =
    [
        CampaignErrors.NotFound, CampaignErrors.Changed, CampaignErrors.ChangeInProgress, CampaignErrors.NotVisibleYet, CampaignErrors.ReadOnly,
        EntityTag.Malformed,
    ];

    public static void MapDspCampaigns(this IEndpointRouteBuilder api)
    {
        var campaigns = api.MapGroup("/accounts/dsp/{advertiser_id}/campaigns").WithTags("DSP campaigns").LimitedReads()
            .Needs(Feature.DspCampaigns)
            .FailsAsAmazonDoes(DspErrors.NotYourAdvertiser, DspErrors.AccessDenied, AccountErrors.NotFound, AccountErrors.Disconnected);
        campaigns.MapGet("", List).WithName("ListCampaigns").WithSummary("List an advertiser's campaigns, stored or read from Amazon now")
            .Fails(AccountErrors.InvalidPageToken);
        campaigns.MapGet("/{campaign_id}", Get).WithName("GetCampaign").WithSummary("Get a campaign, stored or live")
            .ReturnsETag().Fails(CampaignErrors.NotFound);
        campaigns.MapPost("", Create).WithName("CreateCampaign").WithSummary("Create a campaign at Amazon, paused or to be activated")
            .ReturnsCreated().Fails(OfChanges).Requires(Permission.ChangeCampaigns).Idempotent();
        campaigns.MapPut("/{campaign_id}", Replace).WithName("ReplaceCampaign").WithSummary("Replace what can be changed of a campaign")
            .ReturnsETag().Fails(OfChanges).Fails(OfUpdates).Requires(Permission.ChangeCampaigns);
        campaigns.MapPatch("/{campaign_id}", Update).WithName("UpdateCampaign").WithSummary("Change the given members of a campaign")
            .ReturnsETag().Fails(OfChanges).Fails(OfUpdates).Requires(Permission.ChangeCampaigns);
    }

    /// <summary>Reads the campaigns from Amazon if the caller wants that, or if they never were. Further pages are stored ones.</summary>
    private static async Task<Results<Ok<CampaignsPage>, ProblemResult>> List(
        IMediator mediator, CurrentUser user, string advertiser_id, CancellationToken ct,
        EnumName<CampaignStatus>? status = null, int max_results = 100, string? next_token = null, bool live = false)
    {
        var query = new ListCampaignsQuery(user.Id, advertiser_id, status?.Value, max_results, next_token);
        var stored = await mediator.Send(query, ct);
        if (!stored.Succeeded || next_token is not null || (!live && stored.Value.Timestamp is not null)) return stored.ToOk();

        var read = await mediator.Send(new FetchCampaignsCommand(user.Id, advertiser_id), ct);
        if (!read.Succeeded) return read.Error.ToProblem();

        var result = await mediator.Send(query, ct);
        return result.Succeeded ? TypedResults.Ok(result.Value with { Timestamp = read.Value, Cached = false }) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> Get(
        IMediator mediator, CurrentUser user, string advertiser_id, string campaign_id, HttpContext http, CancellationToken ct, bool live = false)
    {
        var result = await mediator.Send(new GetCampaignCommand(user.Id, advertiser_id, campaign_id, live), ct);
        return Tagged(http, result);
    }

    private static async Task<Results<Created<CampaignView>, ProblemResult>> Create(
        IMediator mediator, CurrentUser user, string advertiser_id, CampaignBody body, HttpContext http, CancellationToken ct)
    {
        var result = await mediator.Send(new CreateCampaignCommand(user.Id, advertiser_id, body.ToInput()), ct);
        if (!result.Succeeded) return result.Error.ToProblem();

        EntityTag.Set(http, result.Value.Version);
        return TypedResults.Created($"{http.Request.Path}/{result.Value.CampaignId}", result.Value);
    }

    private static Task<Results<Ok<CampaignView>, ProblemResult>> Replace(
        IMediator mediator, CurrentUser user, string advertiser_id, string campaign_id, CampaignBody body, HttpContext http, CancellationToken ct,
        [FromHeader(Name = "If-Match")] string? ifMatch = null) =>
        ChangeAsync(mediator, new UpdateCampaignCommand(user.Id, advertiser_id, campaign_id, body.ToInput(), IsFull: true, null), ifMatch, http, ct);

    private static Task<Results<Ok<CampaignView>, ProblemResult>> Update(
        IMediator mediator, CurrentUser user, string advertiser_id, string campaign_id, CampaignBody body, HttpContext http, CancellationToken ct,
        [FromHeader(Name = "If-Match")] string? ifMatch = null) =>
        ChangeAsync(mediator, new UpdateCampaignCommand(user.Id, advertiser_id, campaign_id, body.ToInput(), IsFull: false, null), ifMatch, http, ct);

    private static async Task<Results<Ok<CampaignView>, ProblemResult>> ChangeAsync(
        IMediator mediator, UpdateCampaignCommand command, string? ifMatch, HttpContext http, CancellationToken ct)
    {
        var expected = EntityTag.Optional(ifMatch);
        if (!expected.Succeeded) return expected.Error.ToProblem();

        var result = await mediator.Send(command with { ExpectedVersion = expected.Value }, ct);
        return Tagged(http, result);
    }

    private static Results<Ok<CampaignView>, ProblemResult> Tagged(HttpContext http, Result<CampaignView> result)
    {
        if (result.Succeeded) EntityTag.Set(http, result.Value.Version);
        return result.ToOk();
    }

    /// <summary>
    /// A campaign. A creation needs name, kpi, and either budget, start_date and end_date, or flights. A replacement also needs status. An update
    /// changes the members that it contains.
    /// </summary>
    /// <param name="Name">1 to 255 characters.</param>
    /// <param name="Budget">The budget of the only flight; beside flights, their sum.</param>
    /// <param name="Currency">One of Amazon's currencies, such as <c>USD</c>. Default: the advertiser's. It cannot be changed.</param>
    /// <param name="StartDate">In UTC, not in the past.</param>
    /// <param name="EndDate">In UTC, inclusive.</param>
    /// <param name="Country">Such as <c>US</c>. Default: the advertiser's. It cannot be changed.</param>
    /// <param name="Marketplace">The country of an Amazon marketplace. It cannot be changed.</param>
    /// <param name="Kpi">One of Amazon's KPIs, such as <c>REACH</c>.</param>
    /// <param name="KpiValue">The target of the KPI.</param>
    /// <param name="BidStrategy">
    /// <c>SPEND_BUDGET_IN_FULL</c> (default), <c>PRIORITIZE_KPI_TARGET</c> or <c>USE_CAMPAIGN_STRATEGY</c>.
    /// </param>
    /// <param name="Status"><c>active</c> or <c>paused</c> (default). A new campaign is created paused and activated soon after.</param>
    /// <param name="Flights">All flights of the campaign: flights that are left out are removed.</param>
    internal sealed record CampaignBody(
        string? Name = null, decimal? Budget = null, string? Currency = null, DateOnly? StartDate = null, DateOnly? EndDate = null,
        string? Country = null, string? Marketplace = null, string? Kpi = null, decimal? KpiValue = null, string? BidStrategy = null,
        string? Status = null, [property: Length(1, CampaignFlight.Most)] IReadOnlyList<FlightBody?>? Flights = null)
    {
        public CampaignInput ToInput() => new()
        {
            Name = Name,
            Budget = Budget,
            Currency = Currency,
            StartDate = StartDate,
            EndDate = EndDate,
            Country = Country,
            Marketplace = Marketplace,
            Kpi = Kpi,
            KpiValue = KpiValue,
            BidStrategy = BidStrategy,
            Status = Status,
            Flights = Flights?.Select(f => (f ?? new FlightBody()).ToInput()).ToArray(),
        };
    }

    /// <param name="FlightId">The id of an existing flight, which keeps it; none for a new flight.</param>
    internal sealed record FlightBody(
        string? FlightId = null, string? Name = null, DateOnly? StartDate = null, DateOnly? EndDate = null, decimal? Budget = null)
    {
        public FlightInput ToInput() => new(FlightId, Name, StartDate, EndDate, Budget);
    }
}
