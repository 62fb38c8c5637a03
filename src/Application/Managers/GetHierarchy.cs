using Accounts.Application.Accounts;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Managers;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Managers;

/// <summary>Returns the user's accounts as a tree: manager accounts → linked accounts → profiles → DSP advertisers.</summary>
public sealed record GetHierarchyQuery(UserId User) : IQuery<Hierarchy>;

/// <param name="Managers">Manager accounts with the accounts they link.</param>
/// <param name="Accounts">Ads accounts that no manager links, with their profiles.</param>
/// <param name="Agencies">Agency profiles with their DSP advertisers.</param>
public sealed record Hierarchy(
    IReadOnlyList<HierarchyNode> Managers, IReadOnlyList<HierarchyNode> Accounts, IReadOnlyList<HierarchyNode> Agencies, DateTimeOffset Timestamp,
    bool Cached);

public enum HierarchyKind
{
    Manager,
    Account,
    Profile,
    DspAdvertiser,
    AmcAccount,
}

/// <param name="Id">Amazon's id.</param>
/// <param name="RowId">The id of the stored account or profile; null if only a link mentions it.</param>
/// <param name="ChildrenComplete">False for a manager with as many links as Amazon returns at most: more may exist.</param>
public sealed record HierarchyNode(
    HierarchyKind Kind, string Id, string? Name, Guid? RowId, string? Type, Region? Region, string? CountryCode, AccountStatus? Status,
    bool ChildrenComplete, IReadOnlyList<HierarchyNode> Children);

internal sealed class GetHierarchyHandler(IReadDb db, TimeProvider clock) : IQueryHandler<GetHierarchyQuery, Hierarchy>
{
    public async Task<Result<Hierarchy>> Handle(GetHierarchyQuery query, CancellationToken ct)
    {
        var accounts = await AccountView.Of(db).Where(a => a.Account.UserId == query.User)
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id)
            .Select(a => new StoredAccountNode(a.Account.Id, a.Account.AmazonAccountId, a.Account.DisplayName, a.Account.AccountType,
                a.Account.Region, a.Status))
            .ToListAsync(ct);
        var profiles = await db.Profiles.Where(p => p.UserId == query.User).OrderBy(p => p.ProfileId)
            .Select(p => new StoredProfileNode(p.Id, p.ProfileId, p.Name, p.ProfileType, p.Region, p.CountryCode, p.AccountId))
            .ToListAsync(ct);
        var managers = await db.Managers.Where(m => m.UserId == query.User).OrderBy(m => m.Name).ThenBy(m => m.ManagerAccountId).ToListAsync(ct);
        var links = await db.Relationships.Where(r =>
            r.UserId == query.User && (r.Type == RelationshipType.ManagerLink || r.Type == RelationshipType.AgencyProfile))
            .OrderBy(r => r.ChildKey).ToListAsync(ct);

        var tree = new HierarchyTree(accounts, profiles, links);
        return new Hierarchy([.. managers.Select(tree.Manager)], tree.UnlinkedAccounts(), tree.Agencies(), clock.GetUtcNow(), Cached: true);
    }
}

internal sealed record StoredAccountNode(AccountId Id, string AmazonId, string Name, AccountType Type, Region? Region, AccountStatus Status);

internal sealed record StoredProfileNode(Guid Id, string ProfileId, string? Name, string? Type, Region Region, string? CountryCode,
    AccountId? Account);
