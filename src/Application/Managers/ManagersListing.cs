using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Managers;

/// <summary>
/// All manager accounts of a region as one page: the managers, their links, and the linked AMC accounts, which no other call lists.
/// </summary>
internal sealed class ManagersListing(IManagersApi amazon) : IScopeListing
{
    public SyncScopeKind Kind => SyncScopeKind.Managers;

    public async Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct)
    {
        var answer = await amazon.ListAsync(scope.Region, login, ct);
        if (!answer.Succeeded) return answer.Error;

        var managers = answer.Value.Managers;
        var links = managers.SelectMany(m =>
            m.Links.Where(l => l.Key is not null).DistinctBy(l => l.Key, StringComparer.Ordinal).Select(l => Of(m, l))).ToArray();
        var accounts = managers.SelectMany(m => m.Links).Where(l => l is { IsMarketingCloud: true, Key: not null })
            .DistinctBy(l => l.Key, StringComparer.Ordinal).Select(l => AmcAccount.Of(l, scope.Region)).ToArray();
        var rows = new ListedManagers([.. managers.Select(m => new ListedManagerAccount(m.Id, m.Name, m.LinksComplete))], links, accounts);
        string[] seen = [.. managers.Select(m => m.Id), .. links.Select(l => $"{l.Parent}>{l.Child}"), .. accounts.Select(a => a.Id)];
        return new ListedPage(StoredJson.Write(rows), seen, Cursor: null, answer.Value.Skipped);
    }

    private static ListedLink Of(RemoteManagerAccount manager, RemoteLink link) =>
        new(manager.Id, link.Key!, new LinkFacts(link.AccountId, link.AccountName, link.Type, link.MarketplaceId, link.ProfileId));

    /// <summary>As <c>app.store_managers</c> reads it.</summary>
    private sealed record ListedManagers(IReadOnlyList<ListedManagerAccount> Managers, IReadOnlyList<ListedLink> Links,
        IReadOnlyList<DspOrAmcAccount> Accounts);

    private sealed record ListedManagerAccount(string Id, string? Name, bool LinksComplete);

    private sealed record ListedLink(string Parent, string Child, LinkFacts Metadata);

    private sealed record LinkFacts(string? AccountId, string? AccountName, string? AccountType, string? MarketplaceId, string? ProfileId);
}
