using Accounts.Api.Http;
using Accounts.Api.Idempotency;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Accounts.Api.Endpoints;

internal static class AccountsEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts").LimitedReads();
        accounts.MapGet("", List).WithName("ListAccounts").WithSummary("List stored accounts");
        accounts.MapGet("/amazon-ads-accounts", ListAdsAccounts).WithName("ListAdsAccounts")
            .WithSummary("List accounts in Amazon's format, stored or live").FailsAsAmazonDoes(AccountErrors.InvalidPageToken);
        accounts.MapGet("/summary", Summary).WithName("GetAccountsSummary")
            .WithSummary("Count accounts by status, type, country, connection and age");
        accounts.MapGet("/health", Health).WithName("GetAccountsHealth").WithSummary("Assess the health of all accounts");
        accounts.MapGet("/{id}", Get).WithName("GetAccount").WithSummary("Get an account").Fails(AccountErrors.NotFound);
        accounts.MapGet("/{id}/status", Status).WithName("GetAccountStatus").WithSummary("Get an account's current status at Amazon")
            .Fails(AccountErrors.NotFound);
        accounts.MapPost("/{id}/sync", Sync).WithName("SyncAccount").WithSummary("Sync one account now")
            .FailsAsAmazonDoes(AccountErrors.NotFound, AccountErrors.Disconnected, SyncErrors.ListingTooLong)
            .Idempotent();
        accounts.MapGet("/{id}/profiles", Profiles).WithName("GetAccountProfiles").WithSummary("List an account's country profiles")
            .Fails(AccountErrors.NotFound);
        accounts.MapGet("/{id}/refresh-history", RefreshHistory).WithName("GetRefreshHistory")
            .WithSummary("List the token refreshes of an account's connection").Fails(AccountErrors.NotFound);
    }

    private static async Task<Results<Ok<AccountPage>, ProblemResult>> List(
        IMediator mediator, CurrentUser user, [AsParameters] AccountFilter filter, CancellationToken ct)
    {
        var result = await mediator.Send(filter.ToQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountsSummary>, ProblemResult>> Summary(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetAccountsSummaryQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountsHealth>, ProblemResult>> Health(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetAccountsHealthQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountDetails>, ProblemResult>> Get(
        IMediator mediator, CurrentUser user, Guid id, CancellationToken ct, bool include_profiles = false)
    {
        var result = await mediator.Send(new GetAccountQuery(user.Id, new AccountId(id), include_profiles), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountProfiles>, ProblemResult>> Profiles(
        IMediator mediator, CurrentUser user, Guid id, CancellationToken ct, string? country_code = null)
    {
        var result = await mediator.Send(new GetAccountProfilesQuery(user.Id, new AccountId(id), country_code), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<RefreshHistory>, ProblemResult>> RefreshHistory(IMediator mediator, CurrentUser user, Guid id,
        CancellationToken ct)
    {
        var result = await mediator.Send(new GetRefreshHistoryQuery(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountState>, ProblemResult>> Status(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new GetAccountStatusQuery(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<SyncedAccount>, ProblemResult>> Sync(IMediator mediator, CurrentUser user, Guid id, CancellationToken ct)
    {
        var result = await mediator.Send(new SyncAccountCommand(user.Id, new AccountId(id)), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AdsAccountPage>, ProblemResult>> ListAdsAccounts(
        IMediator mediator, CurrentUser user, CancellationToken ct,
        int max_results = 100, string? next_token = null, string? status = null, string? country_code = null, bool live = false)
    {
        var filter = new AdsAccountFilter(max_results, next_token, status, country_code);
        var result = live
            ? await mediator.Send(new FetchAdsAccountsCommand(user.Id, filter), ct)
            : await mediator.Send(new ListAdsAccountsQuery(user.Id, filter), ct);
        return result.ToOk();
    }

    private sealed record AccountFilter(
        [FromQuery(Name = "page")] int Page = 1,
        [FromQuery(Name = "page_size")] int PageSize = 50,
        [FromQuery(Name = "status")] EnumName<AccountStatus>[]? Status = null,
        [FromQuery(Name = "account_type")] EnumName<AccountType>[]? AccountType = null,
        [FromQuery(Name = "country_code")] string[]? CountryCode = null,
        [FromQuery(Name = "connection_id")] Guid[]? Connection = null,
        [FromQuery(Name = "profile_id")] string? Profile = null,
        [FromQuery(Name = "has_errors")] bool? HasErrors = null,
        [FromQuery(Name = "tag")] string? Tag = null,
        [FromQuery(Name = "synced_before")] UtcTime? SyncedBefore = null,
        [FromQuery(Name = "search")] string? Search = null,
        [FromQuery(Name = "sort")] EnumName<AccountSort>? Sort = null,
        [FromQuery(Name = "order")] EnumName<SortOrder>? Order = null)
    {
        public ListAccountsQuery ToQuery(UserId user) => new(
            user, Page, PageSize, Status?.Select(s => s.Value).ToArray(), AccountType?.Select(t => t.Value).ToArray(), CountryCode,
            Connection?.Select(id => new ConnectionId(id)).ToArray(), Profile, HasErrors, Tag, SyncedBefore?.Value, Search,
            Sort?.Value ?? AccountSort.Name, Order?.Value ?? SortOrder.Asc);
    }
}
