using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Accounts;

/// <summary>Lists the stored accounts in Amazon's format.</summary>
public sealed record ListAdsAccountsQuery(UserId User, AdsAccountFilter Filter) : IQuery<AdsAccountPage>;

/// <param name="Status">Amazon's status.</param>
public sealed record AdsAccountFilter(int MaxResults, string? NextToken, string? Status, string? CountryCode)
{
    /// <summary>What a page token is bound to: the next request must repeat the same filters.</summary>
    public string Binding(string source) => $"ads-accounts|{source}|{MaxResults}|{Status}|{CountryCode}";
}

internal sealed class AdsAccountFilterValidator : AbstractValidator<AdsAccountFilter>
{
    public AdsAccountFilterValidator()
    {
        RuleFor(f => f.MaxResults).InclusiveBetween(1, 100).Malformed("max_results", "range");
        RuleFor(f => f.Status).Matches(@"^[A-Z_]{1,50}\z").Malformed("status", "format");
        RuleFor(f => f.CountryCode).Matches(@"^[A-Z]{2}\z").Malformed("country_code", "format");
    }
}

internal sealed class ListAdsAccountsValidator : AbstractValidator<ListAdsAccountsQuery>
{
    public ListAdsAccountsValidator() => RuleFor(q => q.Filter).SetValidator(new AdsAccountFilterValidator()).OverridePropertyName("");
}

internal sealed class ListAdsAccountsHandler(StoredAdsAccounts stored) : IQueryHandler<ListAdsAccountsQuery, AdsAccountPage>
{
    public Task<Result<AdsAccountPage>> Handle(ListAdsAccountsQuery query, CancellationToken ct) =>
        stored.ReadAsync(query.User, query.Filter, stale: false, ct);
}
