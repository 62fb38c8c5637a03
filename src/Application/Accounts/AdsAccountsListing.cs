using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Accounts;

/// <summary>The global list of ads accounts, page by page.</summary>
internal sealed class AdsAccountsListing(IAdsAccountsApi amazon) : IScopeListing
{
    private const int PageSize = 100;

    public SyncScopeKind Kind => SyncScopeKind.AdsAccounts;

    public async Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct)
    {
        var page = await amazon.ListAsync(scope.Region, login, cursor, PageSize, ct);
        if (!page.Succeeded) return page.Error;

        var accounts = page.Value.Accounts;
        return new ListedPage(ListedAccount.Write(accounts), [.. accounts.Select(a => a.AmazonAccountId)], page.Value.Cursor, page.Value.Skipped);
    }
}
