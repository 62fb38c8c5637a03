using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Profiles;

/// <summary>
/// Amazon's profiles, region by region. Source: Amazon Ads API, profiles (<c>GET /v2/profiles</c>): one array of at most 5,000, no paging.
/// </summary>
public interface IProfilesApi
{
    /// <summary>
    /// Every profile of a region that the login has this access to. Errors as of <see cref="Accounts.IAdsAccountsApi.ListAsync"/>.
    /// </summary>
    Task<Result<RemoteProfiles>> ListAsync(Region region, AmazonLogin login, ProfileAccess access, CancellationToken ct);
}

public enum ProfileAccess
{
    /// <summary>View or edit access.</summary>
    View,

    /// <summary>Edit access.</summary>
    Edit,
}

/// <param name="Skipped">Entries without a usable id.</param>
/// <param name="Complete">False when Amazon may have left profiles out.</param>
public sealed record RemoteProfiles(IReadOnlyList<RemoteProfile> Profiles, int Skipped, bool Complete);

/// <param name="Id">A 64-bit number, as text.</param>
/// <param name="Type"><c>seller</c>, <c>vendor</c>, <c>agency</c>, or what Amazon adds.</param>
/// <param name="EntityId">The merchant id of a seller, the entity of a vendor or agency.</param>
public sealed record RemoteProfile(
    string Id,
    string? CountryCode,
    string? CurrencyCode,
    string? Timezone,
    string? MarketplaceId,
    string? Type,
    string? SubType,
    string? EntityId,
    string? Name,
    bool? ValidPaymentMethod)
{
    /// <summary>Its advertisers are DSP advertisers. Source: Amazon Ads API, profiles, <c>accountInfo.subType</c>.</summary>
    public bool IsDspEntity => Type == "agency" && !string.Equals(SubType, "AMAZON_ATTRIBUTION", StringComparison.OrdinalIgnoreCase);
}
