using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Managers;

public enum RelationshipType
{
    /// <summary>From a manager account to a linked account.</summary>
    ManagerLink,

    /// <summary>From an agency profile to one of its DSP advertisers.</summary>
    AgencyProfile,

    /// <summary>Only in rows of an earlier version, like the two below.</summary>
    SponsoredToDsp,

    SponsoredToAmc,

    DspToAmc,
}

/// <summary>A relationship between two accounts. An end without an account row is identified by Amazon's id.</summary>
public sealed class AccountRelationship
{
    private AccountRelationship()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    public RelationshipType Type { get; private init; }

    public string? ParentKey { get; private init; }

    /// <summary>The id of a DSP advertiser, a profile or an account: the first of these that the link contains.</summary>
    public string? ChildKey { get; private init; }

    public AccountId? ChildAccountId { get; private init; }

    /// <summary>The members of a manager's link: <c>account_id, account_name, account_type, marketplace_id, profile_id</c>.</summary>
    public JsonElement Metadata { get; private init; }
}
