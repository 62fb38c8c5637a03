using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Amazon's view of the accounts as it was stored, page by page.</summary>
internal sealed class StoredAdsAccounts(IReadDb db, IPageTokens pageTokens, TimeProvider clock)
{
    /// <summary>Whether the filter goes on with a list that stands in for Amazon's.</summary>
    public bool Continues(UserId user, AdsAccountFilter filter) => filter.NextToken is { } token && pageTokens.Read(user, Binding(filter, stale: true), token).Succeeded;

    public async Task<Result<AdsAccountPage>> ReadAsync(UserId user, AdsAccountFilter filter, bool stale, CancellationToken ct)
    {
        var after = filter.NextToken is null ? Result<string>.Success("") : pageTokens.Read(user, Binding(filter, stale), filter.NextToken);
        if (!after.Succeeded) return after.Error;

        var accounts = MetadataPart.Of(filter.CountryCode) is { } part ? db.AccountsWith(part) : db.Accounts;
        var matching = accounts.Where(a => a.UserId == user && a.AccountType == AccountType.Advertising);
        if (filter.Status is { } status) matching = matching.Where(a => a.ApiStatus == status);

        var rows = await matching.Where(a => string.Compare(a.AmazonAccountId, after.Value) > 0)
            .OrderBy(a => a.AmazonAccountId).Take(filter.MaxResults + 1)
            .Select(a => new { a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata })
            .ToListAsync(ct);
        var total = await matching.CountAsync(ct);

        var page = rows.Take(filter.MaxResults).Select(a => AdsAccountView.Of(a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata)).ToArray();
        var next = rows.Count > filter.MaxResults ? pageTokens.Issue(user, Binding(filter, stale), page[^1].AdsAccountId) : null;
        return new AdsAccountPage(page, page, total, next, "store", clock.GetUtcNow(), Cached: true, stale);
    }

    private static string Binding(AdsAccountFilter filter, bool stale) => filter.Binding(stale ? "stand-in" : "store");
}
