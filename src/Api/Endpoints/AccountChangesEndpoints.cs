using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Accounts.Api.Endpoints;

/// <summary>What a user decides about accounts.</summary>
internal static class AccountChangesEndpoints
{
    private static readonly Error Impersonated = ConnectionErrors.ImpersonationRefused;

    public static void MapAccountChanges(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Account changes").LimitedReads();
        accounts.MapPost("/batch", Batch).WithName("BatchAccounts").WithSummary("Sync, disconnect, reconnect or update several accounts")
            .Fails(Impersonated)
            .Idempotent();
        accounts.MapPost("/bulk-refresh", BulkRefresh).WithName("BulkRefreshAccounts").WithSummary("Refresh the tokens behind several accounts")
            .Fails(Impersonated)
            .Idempotent();
        accounts.MapDelete("/{id}", Disconnect).WithName("DeleteAccount").WithSummary("Disconnect an account; a sync does not bring it back")
            .Fails(AccountErrors.NotFound, Impersonated);
        accounts.MapPost("/{id}/disconnect", Disconnect).WithName("DisconnectAccount")
            .WithSummary("Disconnect an account; a sync does not bring it back").Fails(AccountErrors.NotFound, Impersonated);
        accounts.MapPost("/{id}/reconnect", Reconnect).WithName("ReconnectAccount").WithSummary("Reconnect a disconnected account")
            .Fails(AccountErrors.NotFound, Impersonated);
        accounts.MapPost("/{id}/switch", Switch).WithName("SwitchAccount").WithSummary("Make an account the default")
            .Fails(AccountErrors.NotFound, AccountErrors.Disconnected, Impersonated);
        accounts.MapPost("/{id}/reauthorize", Reauthorize).WithName("ReauthorizeAccount").WithSummary("Check and restore the access to an account")
            .Fails(AccountErrors.NotFound, Impersonated)
            .NeverCompressed().Limited(RateLimitPolicy.Reauthorize);
        accounts.MapGet("/{id}/settings", Settings).WithName("GetAccountSettings").WithSummary("Get an account's settings")
            .ReturnsETag().Fails(AccountErrors.NotFound);
        accounts.MapPut("/{id}/settings", ReplaceSettings).WithName("ReplaceAccountSettings").WithSummary("Replace an account's settings")
            .ReturnsETag().Fails(AccountErrors.NotFound, AccountErrors.Disconnected, AccountErrors.SettingsChanged, Impersonated)
            .Fails(EntityTag.Missing, EntityTag.Malformed);
    }

    private static async Task<Results<Ok<ChangedAccount>, ProblemResult>> Disconnect(IMediator mediator, CurrentUser user, Guid id,
        CancellationToken ct)
    {
        var result = await mediator.Send(new DisconnectAccountCommand(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<ChangedAccount>, ProblemResult>> Reconnect(IMediator mediator, CurrentUser user, Guid id,
        CancellationToken ct)
    {
        var result = await mediator.Send(new ReconnectAccountCommand(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<SwitcherAccount>, ProblemResult>> Switch(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new SwitchAccountCommand(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<ReauthorizedAccount>, ProblemResult>> Reauthorize(
        IMediator mediator, CurrentUser user, Guid id, ReauthorizeRequest? body, BrowserCookie cookie, StatusCache cache, HttpContext http,
        CancellationToken ct)
    {
        var browser = BrowserCookie.NewValue();
        var result = await mediator.Send(new ReauthorizeAccountCommand(user.Id, new AccountId(id), body?.ForceRefresh ?? false, browser), ct);
        if (result is { Succeeded: true, Value.State: { } state }) cookie.Append(http, state, browser);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountSettingsView>, ProblemResult>> Settings(
        IMediator mediator, CurrentUser user, Guid id, HttpContext http, CancellationToken ct)
    {
        var result = await mediator.Send(new GetAccountSettingsQuery(user.Id, new AccountId(id)), ct);
        if (result.Succeeded) EntityTag.Set(http, result.Value.Version);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountSettingsView>, ProblemResult>> ReplaceSettings(
        IMediator mediator, CurrentUser user, Guid id, NewAccountSettings body, HttpContext http, CancellationToken ct,
        [FromHeader(Name = "If-Match")] string? ifMatch = null)
    {
        var expected = EntityTag.Required(ifMatch);
        var version = expected.Succeeded ? expected.Value : EntityTag.NeverCurrent;
        var result = await mediator.Send(new ReplaceAccountSettingsCommand(user.Id, new AccountId(id), body, version), ct);

        // an account of another user is not found, whatever the headers say
        if (!expected.Succeeded && !result.Succeeded && result.Error.Is(AccountErrors.SettingsChanged)) return expected.Error.ToProblem();

        if (result.Succeeded) EntityTag.Set(http, result.Value.Version);
        return result.ToOk();
    }

    private static async Task<Results<Ok<BulkRefreshedAccounts>, ProblemResult>> BulkRefresh(
        IMediator mediator, CurrentUser user, BulkRefreshRequest body, StatusCache cache, CancellationToken ct)
    {
        var result = await mediator.Send(new BulkRefreshAccountsCommand(user.Id, body.AccountIds), ct);
        cache.Remove(AuthEndpoints.StatusKey(user));
        return result.ToOk();
    }

    private static async Task<Results<Ok<BatchResult>, ProblemResult>> Batch(IMediator mediator, CurrentUser user, BatchRequest body,
        CancellationToken ct)
    {
        var result = await mediator.Send(new BatchAccountsCommand(user.Id, body.Operation, body.AccountIds, body.Params), ct);
        return result.ToOk();
    }

    /// <param name="ForceRefresh">True for one of many accounts: no authorization flow is started.</param>
    internal sealed record ReauthorizeRequest(bool? ForceRefresh = null);

    internal sealed record BulkRefreshRequest(
        [property: JsonPropertyName("accountIds"), JsonRequired, Length(1, BatchLimits.MaxItems)] IReadOnlyList<Guid> AccountIds);

    /// <param name="Params">For <c>update</c>: the settings to replace; the others keep their values.</param>
    internal sealed record BatchRequest(
        [property: JsonRequired] BatchOperation Operation,
        [property: JsonRequired, Length(1, BatchLimits.MaxItems)] IReadOnlyList<Guid> AccountIds,
        NewAccountSettings? Params = null);
}
