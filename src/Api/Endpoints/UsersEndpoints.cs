using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Users;
using Accounts.Domain.Connections;
using Accounts.Domain.Users;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

/// <summary>The signed-in user. The existing frontend reads these members in camelCase.</summary>
internal static class UsersEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users").LimitedReads();
        users.MapGet("/me", Me).WithName("GetMe").WithSummary("Get the user");
        users.MapPatch("/me", Update).WithName("UpdateMe").WithSummary("Change the user's names")
            .Fails(ConnectionErrors.ImpersonationRefused);
        users.MapGet("/me/accounts", ListAccounts).WithName("ListMyAccounts").WithSummary("List all accounts, the default account first");
        users.MapGet("/me/stats", Stats).WithName("GetMyStats").WithSummary("Get the numbers of the dashboard's cards");
        users.MapGet("/me/full", Full).WithName("GetMeInFull").WithSummary("Get the user with accounts and stats");
        users.MapGet("/session", Session).WithName("GetSession").WithSummary("Get the session of the request");
    }

    private static async Task<Results<Ok<UserProfile>, ProblemResult>> Me(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetMeQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<UserProfile>, ProblemResult>> Update(IMediator mediator, CurrentUser user, NewNames body,
        CancellationToken ct)
    {
        var result = await mediator.Send(new UpdateMeCommand(user.Id, body.FirstName, body.LastName), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<IReadOnlyList<SwitcherAccount>>, ProblemResult>> ListAccounts(IMediator mediator, CurrentUser user,
        CancellationToken ct)
    {
        var result = await mediator.Send(new ListMyAccountsQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<UserStats>, ProblemResult>> Stats(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetMyStatsQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<FullUser>, ProblemResult>> Full(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetMeInFullQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<UserSession>, ProblemResult>> Session(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetSessionQuery(user.Id, user.SessionId, user.Impersonator), ct);
        return result.ToOk();
    }

    /// <summary>An absent name stays; a blank one is removed.</summary>
    internal sealed record NewNames(
        [property: JsonPropertyName("firstName"), MaxLength(User.NameMaxLength)] string? FirstName = null,
        [property: JsonPropertyName("lastName"), MaxLength(User.NameMaxLength)] string? LastName = null);
}
