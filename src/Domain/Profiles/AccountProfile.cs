using Accounts.Domain.Common;

namespace Accounts.Domain.Profiles;

/// <summary>
/// A profile: an advertiser in one country, or an agency. A sync writes the rows in bulk and deletes a profile after two complete listings
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

    /// <summary>The ads account of the profile; null for an agency, and if no listing contains the account.</summary>
    public AccountId? AccountId { get; private init; }

    public string ProfileId { get; private init; } = "";

    public string? CountryCode { get; private init; }

    public string? CurrencyCode { get; private init; }

    public string? Timezone { get; private init; }

    public string? MarketplaceId { get; private init; }

    public Region Region { get; private init; }

    /// <summary><c>seller</c>, <c>vendor</c>, <c>agency</c>, or a value that Amazon adds.</summary>
    public string? ProfileType { get; private init; }

    public string? SubType { get; private init; }

    /// <summary>The merchant id of a seller, or the entity id of a vendor or agency.</summary>
    public string? EntityId { get; private init; }

    public string? Name { get; private init; }

    public bool? ValidPaymentMethod { get; private init; }

    /// <summary><c>edit</c> or <c>view</c>.</summary>
    public string? AccessLevel { get; private init; }
}
