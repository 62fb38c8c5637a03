using Accounts.Application.Common;
using Accounts.Domain.Common;
using Accounts.Domain.Managers;

namespace Accounts.Application.Managers;

/// <summary>
/// Joins the separately listed rows into a tree. Source: Amazon Ads API, manager accounts, the join keys of linked accounts.
/// </summary>
internal sealed class HierarchyTree(
    IReadOnlyList<StoredAccountNode> accounts, IReadOnlyList<StoredProfileNode> profiles, IReadOnlyList<AccountRelationship> links)
{
    private readonly Dictionary<string, StoredAccountNode> _byAmazonId = accounts.ToDictionary(a => a.AmazonId, StringComparer.Ordinal);
    private readonly Dictionary<AccountId, StoredAccountNode> _byId = accounts.ToDictionary(a => a.Id);
    private readonly Dictionary<string, StoredProfileNode> _profiles = profiles.ToDictionary(p => p.ProfileId, StringComparer.Ordinal);
    private readonly ILookup<AccountId?, StoredProfileNode> _profilesOf = profiles.ToLookup(p => p.Account);
    private readonly ILookup<string?, AccountRelationship> _childrenOf = links.ToLookup(l => l.ParentKey, StringComparer.Ordinal);
    private readonly HashSet<AccountId> _linked = [];

    public HierarchyNode Manager(ManagerAccount manager)
    {
        HierarchyNode[] children = [.. _childrenOf[manager.ManagerAccountId].Where(l => l.Type == RelationshipType.ManagerLink).Select(Linked)
            .DistinctBy(node => (node.Kind, node.Id))]; // several links to one account are one child
        return new HierarchyNode(
            HierarchyKind.Manager, manager.ManagerAccountId, manager.Name, RowId: null, Type: null, manager.Region, CountryCode: null, Status: null,
            manager.LinksComplete, children);
    }

    /// <summary>Runs after the managers, which determine the linked accounts.</summary>
    public IReadOnlyList<HierarchyNode> UnlinkedAccounts() =>
        [.. accounts.Where(a => a.Type == AccountType.Advertising && !_linked.Contains(a.Id)).Select(Account)];

    public IReadOnlyList<HierarchyNode> Agencies() =>
        [.. profiles.Where(p => p.Type == "agency").Select(agency => Profile(agency) with { Children = Advertisers(agency.ProfileId) })];

    private HierarchyNode Linked(AccountRelationship link)
    {
        var key = link.ChildKey!;
        if (_byAmazonId.TryGetValue(key, out var stored)) return Account(stored);
        if (_profiles.TryGetValue(key, out var profile))
            return profile.Account is { } id && _byId.TryGetValue(id, out var owner) ? Account(owner) : Profile(profile);

        return new HierarchyNode(
            HierarchyKind.Account, key, StoredJson.Text(link.Metadata, "account_name"), RowId: null, StoredJson.Text(link.Metadata, "account_type"),
            Region: null, Marketplace.OfId(StoredJson.Text(link.Metadata, "marketplace_id"))?.Country, Status: null, ChildrenComplete: true, []);
    }

    private HierarchyNode Account(StoredAccountNode account)
    {
        _linked.Add(account.Id);
        var kind = account.Type switch
        {
            AccountType.Dsp => HierarchyKind.DspAdvertiser,
            AccountType.Amc => HierarchyKind.AmcAccount,
            _ => HierarchyKind.Account,
        };
        return new HierarchyNode(kind, account.AmazonId, account.Name, account.Id.Value, Type: null, account.Region, CountryCode: null,
            account.Status, ChildrenComplete: true, [.. _profilesOf[account.Id].Select(Profile)]);
    }

    private HierarchyNode[] Advertisers(string agency) =>
        [.. _childrenOf[agency].Where(l => l.Type == RelationshipType.AgencyProfile).Select(Linked)];

    private static HierarchyNode Profile(StoredProfileNode profile) => new(
        HierarchyKind.Profile, profile.ProfileId, profile.Name, profile.Id, profile.Type, profile.Region, profile.CountryCode, Status: null,
        ChildrenComplete: true, []);
}
