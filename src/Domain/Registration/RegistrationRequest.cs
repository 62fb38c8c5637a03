using Accounts.Domain.Common;

namespace Accounts.Domain.Registration;

/// <summary>What an account at Amazon belongs to.</summary>
public enum RegistrationAssociation
{
    /// <summary>A seller, by merchant customer id.</summary>
    Seller,

    /// <summary>A vendor, by vendor group id.</summary>
    Vendor,
}

/// <summary>What Amazon is asked to create.</summary>
/// <param name="AccountName">Always sent, because it is how the account is recognized when Amazon's response is lost.</param>
public sealed record RegistrationRequest(string MarketplaceId, string AdvertiserId, RegistrationAssociation Association, string AccountName)
{
    /// <summary>The only kind of account that Amazon registers.</summary>
    public const string AccountType = "ADVERTISER";

    public const int MaxNameLength = 255;
    public const int MaxAdvertiserIdLength = 64;

    /// <summary>The marketplace; validated before the request is stored.</summary>
    public Marketplace Marketplace => Marketplace.OfId(MarketplaceId) ?? throw new InvalidOperationException("The marketplace is unknown.");

    /// <summary>Equal for requests of which only one may be in progress.</summary>
    public string Subject => $"{MarketplaceId}:{Association}:{AdvertiserId}";

    /// <summary>The association that the id's form suggests: merchant ids begin with A, vendor groups are digits. Null for other forms.</summary>
    public static RegistrationAssociation? Suggested(string advertiserId) =>
        advertiserId.StartsWith('A') ? RegistrationAssociation.Seller
        : advertiserId.All(char.IsAsciiDigit) ? RegistrationAssociation.Vendor
        : null;
}
