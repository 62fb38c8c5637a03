using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Amazon's view of the accounts, answered from the store.</summary>
public sealed record ListAdsAccountsQuery(UserId User, AdsAccountFilter Filter) : IQuery<AdsAccountPage>;

/// <param name="Status">Amazon's word.</param>
public sealed record AdsAccountFilter(int MaxResults, string? NextToken, string? Status, string? CountryCode)
{
    /// <summary>What a page token is bound to: the next page must be asked for in the same words.</summary>
    public string Binding(string source) => $"ads-accounts|{source}|{MaxResults}|{Status}|{CountryCode}";
}

internal sealed class AdsAccountFilterValidator : AbstractValidator<AdsAccountFilter>
{
    public AdsAccountFilterValidator()
    {
        RuleFor(f => f.MaxResults).InclusiveBetween(1, 100).Malformed("max_results", "range");
        RuleFor(f => f.Status).Matches("^[A-Z_]{1,50}$").Malformed("status", "format");
        RuleFor(f => f.CountryCode).Matches("^[A-Z]{2}$").Malformed("country_code", "format");
    }
}

internal sealed class ListAdsAccountsValidator : AbstractValidator<ListAdsAccountsQuery>
{
    public ListAdsAccountsValidator() => RuleFor(q => q.Filter).SetValidator(new AdsAccountFilterValidator()).OverridePropertyName("");
}

internal sealed class ListAdsAccountsHandler(IReadDb db, IPageTokens pageTokens, TimeProvider clock) : IQueryHandler<ListAdsAccountsQuery, AdsAccountPage>
{
    public async Task<Result<AdsAccountPage>> Handle(ListAdsAccountsQuery query, CancellationToken ct)
    {
        var filter = query.Filter;
        var binding = filter.Binding("store");
        var after = filter.NextToken is null ? Result<string>.Success("") : pageTokens.Read(query.User, binding, filter.NextToken);
        if (!after.Succeeded) return after.Error;

        var accounts = MetadataPart.Of(filter.CountryCode) is { } part ? db.AccountsWith(part) : db.Accounts;
        var matching = accounts.Where(a => a.UserId == query.User && a.AccountType == AccountType.Advertising);
        if (filter.Status is { } status) matching = matching.Where(a => a.ApiStatus == status);

        var rows = await matching.Where(a => string.Compare(a.AmazonAccountId, after.Value) > 0)
            .OrderBy(a => a.AmazonAccountId).Take(filter.MaxResults + 1)
            .Select(a => new { a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata })
            .ToListAsync(ct);
        var total = await matching.CountAsync(ct);

        var page = rows.Take(filter.MaxResults).Select(a => AdsAccountView.Of(a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata)).ToArray();
        var next = rows.Count > filter.MaxResults ? pageTokens.Issue(query.User, binding, page[^1].AdsAccountId) : null;
        return new AdsAccountPage(page, page, total, next, "store", clock.GetUtcNow(), Cached: true);
    }
}
