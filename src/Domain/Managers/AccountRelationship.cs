using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Managers;

public enum RelationshipType
{
    /// <summary>From a manager account to what it links.</summary>
    ManagerLink,

    /// <summary>From an agency profile to one of its DSP advertisers.</summary>
    AgencyProfile,

    /// <summary>Of an earlier service's rows only, as the two below.</summary>
    SponsoredToDsp,

    SponsoredToAmc,

    DspToAmc,
}

/// <summary>Who belongs to whom. Ends that are no account rows are named by Amazon's ids.</summary>
public sealed class AccountRelationship
{
    private AccountRelationship()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    public RelationshipType Type { get; private init; }

    public string? ParentKey { get; private init; }

    /// <summary>A DSP advertiser's id, a profile's, or an account's: the first of these that the link has.</summary>
    public string? ChildKey { get; private init; }

    public AccountId? ChildAccountId { get; private init; }

    /// <summary>What a manager's link says of its other end: <c>account_id, account_name, account_type, marketplace_id, profile_id</c>.</summary>
    public JsonElement Metadata { get; private init; }
}
