using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Reads pages of the stored advertising accounts in Amazon's format.</summary>
internal sealed class StoredAdsAccounts(IReadDb db, IPageTokens pageTokens, TimeProvider clock)
{
    /// <summary>Whether the page token belongs to a stored list that was returned because Amazon was unavailable.</summary>
    public bool Continues(UserId user, AdsAccountFilter filter) =>
        filter.NextToken is { } token && pageTokens.Read(user, Binding(filter, stale: true), token).Succeeded;

    public async Task<Result<AdsAccountPage>> ReadAsync(UserId user, AdsAccountFilter filter, bool stale, CancellationToken ct)
    {
        var paging = new KeysetPage(pageTokens, user, Binding(filter, stale), filter.MaxResults, filter.NextToken);
        var after = paging.After;
        if (!after.Succeeded) return after.Error;

        var accounts = MetadataPart.Of(filter.CountryCode) is { } part ? db.AccountsWith(part) : db.Accounts;
        var matching = accounts.Where(a => a.UserId == user && a.AccountType == AccountType.Advertising);
        if (filter.Status is { } status) matching = matching.Where(a => a.ApiStatus == status);

        var rows = await matching.Where(a => string.Compare(a.AmazonAccountId, after.Value) > 0)
            .OrderBy(a => a.AmazonAccountId).Take(paging.RowsToRead)
            .Select(a => new { a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata })
            .ToListAsync(ct);
        var total = await matching.CountAsync(ct);

        AdsAccountView[] views = [.. rows.Select(a => AdsAccountView.Of(a.AmazonAccountId, a.AccountName, a.ApiStatus, a.Metadata))];
        var (page, next) = paging.Of(views, accounts => accounts[^1].AdsAccountId);
        return new AdsAccountPage(page, page, total, next, "store", clock.GetUtcNow(), Cached: true, stale);
    }

    private static string Binding(AdsAccountFilter filter, bool stale) => filter.Binding(stale ? "stand-in" : "store");
}
