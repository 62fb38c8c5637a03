using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Features;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Registration;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Registration;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class RegistrationEndpoints
{
    public static void MapRegistration(this IEndpointRouteBuilder api)
    {
        var registrations = api.MapGroup("/accounts/register").WithTags("Registration").LimitedReads().Needs(Feature.Registration);
        registrations.MapPost("", Register).WithName("RegisterAccount").WithSummary("Register a new account at Amazon").ReturnsLocation()
            .Fails(RegistrationErrors.RegionDisabled, RegistrationErrors.ConnectionRequired, ConnectionErrors.NotFound)
            .Fails(ConnectionErrors.ReauthorizationRequired, ConnectionErrors.ImpersonationRefused, JobErrors.AlreadyLive(default))
            .Idempotent();
        registrations.MapGet("/{id}", Get).WithName("GetRegistration").WithSummary("Get the progress of a registration")
            .Fails(RegistrationErrors.NotFound);
    }

    private static async Task<Results<Accepted<RequestedRegistration>, ProblemResult>> Register(
        IMediator mediator, CurrentUser user, RegistrationBody body, HttpContext http, CancellationToken ct)
    {
        var connection = body.ConnectionId is { } id ? new ConnectionId(id) : (ConnectionId?)null;
        var command = new RegisterAccountCommand(
            user.Id, body.MarketplaceId, body.AdvertiserId, body.AccountType, body.AccountName, body.Association, connection);
        var result = await mediator.Send(command, ct);
        return result.Succeeded ? TypedResults.Accepted($"{http.Request.Path}/{result.Value.AccountId}", result.Value) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<RegistrationView>, ProblemResult>> Get(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new GetRegistrationQuery(user.Id, new RegistrationId(id)), ct);
        return result.ToOk();
    }

    /// <param name="AdvertiserId">A seller's merchant customer id or a vendor's group id.</param>
    /// <param name="AccountType"><c>ADVERTISER</c>.</param>
    /// <param name="AccountName">Default: the advertiser's id.</param>
    /// <param name="Association">Default: by the form of the id.</param>
    /// <param name="ConnectionId">Default: the only connection.</param>
    internal sealed record RegistrationBody(
        [property: JsonRequired] string MarketplaceId,
        [property: JsonRequired, RegularExpression("^[A-Za-z0-9]{1,64}$")] string AdvertiserId,
        [property: JsonRequired, RegularExpression("^ADVERTISER$")] string AccountType,
        [property: Length(1, RegistrationRequest.MaxNameLength)] string? AccountName = null,
        RegistrationAssociation? Association = null, Guid? ConnectionId = null);
}
