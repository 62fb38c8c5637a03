using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Managers;

/// <summary>Amazon's manager accounts, region by region. Source: Amazon Ads API, manager accounts (<c>GET /managerAccounts</c>): no paging.</summary>
public interface IManagersApi
{
    /// <summary>All manager accounts of a region that the login belongs to. Errors as of <see cref="Accounts.IAdsAccountsApi.ListAsync"/>.</summary>
    Task<Result<RemoteManagerAccounts>> ListAsync(Region region, AmazonLogin login, CancellationToken ct);
}

/// <param name="Skipped">Entries without a usable id.</param>
public sealed record RemoteManagerAccounts(IReadOnlyList<RemoteManagerAccount> Managers, int Skipped);

/// <param name="LinksComplete">False when Amazon may have left links out: it returns at most fifty.</param>
public sealed record RemoteManagerAccount(string Id, string? Name, bool LinksComplete, IReadOnlyList<RemoteLink> Links);

/// <param name="Type"><c>DSP_ADVERTISING_ACCOUNT</c>, <c>MARKETING_CLOUD</c>, <c>SELLER</c>, <c>VENDOR</c>, what Amazon adds, or null if it says
/// none.</param>
public sealed record RemoteLink(string? Type, string? AccountId, string? AccountName, string? DspAdvertiserId, string? ProfileId,
    string? MarketplaceId)
{
    public bool IsMarketingCloud => string.Equals(Type, "MARKETING_CLOUD", StringComparison.OrdinalIgnoreCase);

    /// <summary>The id by which the other end is stored; null when the link names none.</summary>
    public string? Key => IsMarketingCloud ? AccountId : DspAdvertiserId ?? ProfileId ?? AccountId;
}
