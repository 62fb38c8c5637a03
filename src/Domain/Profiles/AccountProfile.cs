using Accounts.Domain.Common;

namespace Accounts.Domain.Profiles;

/// <summary>
/// A profile: an advertiser in one country, or an agency's own. Written by the sync, set by set; forgotten after two complete listings
/// without it. Source: Amazon Ads API, profiles.
/// </summary>
public sealed class AccountProfile
{
    private AccountProfile()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    public ConnectionId? ConnectionId { get; private init; }

    /// <summary>The ads account it belongs to; null for an agency, and for one whose account no listing shows.</summary>
    public AccountId? AccountId { get; private init; }

    public string ProfileId { get; private init; } = "";

    public string? CountryCode { get; private init; }

    public string? CurrencyCode { get; private init; }

    public string? Timezone { get; private init; }

    public string? MarketplaceId { get; private init; }

    public Region Region { get; private init; }

    /// <summary><c>seller</c>, <c>vendor</c>, <c>agency</c>, or whatever Amazon adds.</summary>
    public string? ProfileType { get; private init; }

    public string? SubType { get; private init; }

    /// <summary>The merchant id of a seller, the entity of a vendor or agency.</summary>
    public string? EntityId { get; private init; }

    public string? Name { get; private init; }

    public bool? ValidPaymentMethod { get; private init; }

    /// <summary><c>edit</c> or <c>view</c>.</summary>
    public string? AccessLevel { get; private init; }
}
