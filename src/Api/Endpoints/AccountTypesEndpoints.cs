using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Application.Managers;
using Accounts.Application.Profiles;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Endpoints;

internal static class AccountTypesEndpoints
{
    public static void MapAccountTypes(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts by type").LimitedReads();
        accounts.MapGet("/all-account-types", All).WithName("SyncAndListAccounts").WithSummary("Sync and list accounts of all types");
        accounts.MapGet("/sponsored-ads", SponsoredAds).WithName("ListSponsoredAdsAccounts").WithSummary("List sponsored ads accounts");
        accounts.MapGet("/dsp", Dsp).WithName("ListDspAccounts").WithSummary("List DSP advertisers");
        accounts.MapGet("/amc", Amc).WithName("ListAmcAccounts").WithSummary("List AMC accounts");
        accounts.MapGet("/amc-instances", AmcInstances).WithName("ListAmcInstances").WithSummary("List AMC instances with their advertisers")
            .Fails(AmazonErrors.Forbidden);
        accounts.MapGet("/amazon-profiles", Profiles).WithName("ListProfiles").WithSummary("List profiles of all regions")
            .Fails(AccountErrors.InvalidPageToken);
        accounts.MapGet("/hierarchy", Hierarchy).WithName("GetHierarchy")
            .WithSummary("Get managers, accounts, profiles and DSP advertisers as a tree");
    }

    private static async Task<Results<Ok<AllAccountTypes>, ProblemResult>> All(
        IMediator mediator, CurrentUser user, CancellationToken ct, bool include_advertising = true, bool include_dsp = true, bool include_amc = true)
    {
        var wanted = new[] { (include_advertising, AccountType.Advertising), (include_dsp, AccountType.Dsp), (include_amc, AccountType.Amc) };
        var result = await mediator.Send(new SyncAndListAccountsCommand(user.Id, [.. wanted.Where(w => w.Item1).Select(w => w.Item2)]), ct);
        return result.ToOk();
    }

    private static Task<Results<Ok<AccountsOfType>, ProblemResult>> SponsoredAds(IMediator mediator, CurrentUser user, CancellationToken ct) =>
        OfTypeAsync(mediator, user, AccountType.Advertising, ct);

    private static Task<Results<Ok<AccountsOfType>, ProblemResult>> Dsp(IMediator mediator, CurrentUser user, CancellationToken ct) =>
        OfTypeAsync(mediator, user, AccountType.Dsp, ct);

    private static async Task<Results<Ok<InstancesOfType>, ProblemResult>> Amc(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new ListAccountsOfTypeQuery(user.Id, AccountType.Amc), ct);
        return result.Succeeded ? TypedResults.Ok(new InstancesOfType(result.Value.Accounts, result.Value.TotalCount)) : result.Error.ToProblem();
    }

    private static async Task<Results<Ok<AmcInstances>, ProblemResult>> AmcInstances(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new ListAmcInstancesQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<ProfilePage>, ProblemResult>> Profiles(
        IMediator mediator, CurrentUser user, CancellationToken ct,
        int max_results = 100, string? next_token = null, EnumName<Region>? region = null, string? country_code = null,
        EnumName<ProfileType>? profile_type = null)
    {
        var result =
            await mediator.Send(new ListProfilesQuery(user.Id, max_results, next_token, region?.Value, country_code, profile_type?.Value), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<Hierarchy>, ProblemResult>> Hierarchy(IMediator mediator, CurrentUser user, CancellationToken ct)
    {
        var result = await mediator.Send(new GetHierarchyQuery(user.Id), ct);
        return result.ToOk();
    }

    private static async Task<Results<Ok<AccountsOfType>, ProblemResult>> OfTypeAsync(IMediator mediator, CurrentUser user, AccountType type,
        CancellationToken ct)
    {
        var result = await mediator.Send(new ListAccountsOfTypeQuery(user.Id, type), ct);
        return result.ToOk();
    }

    /// <summary>The AMC accounts under the member name that the frontend's AMC table reads.</summary>
    internal sealed record InstancesOfType(IReadOnlyList<FrontendRow> Instances, int TotalCount);
}
