using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspAdvertisers;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.DspAdvertisers;

/// <summary>Finds the caller's DSP advertiser with an id of Amazon's.</summary>
internal sealed class OwnAdvertiser(IReadDb db)
{
    /// <returns>
    /// Error: <c>dsp.not_your_advertiser</c> whether or not the advertiser exists, <c>account.not_found</c> for an account of the caller that is no
    /// DSP advertiser.
    /// </returns>
    public Task<Result<OwnedAdvertiser>> FindAsync(UserId user, string advertiserId, CancellationToken ct) =>
        FindAsync(db.Accounts.Where(a => a.UserId == user && a.AmazonAccountId == advertiserId), ct);

    /// <inheritdoc cref="FindAsync(UserId, string, CancellationToken)"/>
    public Task<Result<OwnedAdvertiser>> FindAsync(UserId user, AccountId account, CancellationToken ct) =>
        FindAsync(db.Accounts.Where(a => a.UserId == user && a.Id == account), ct);

    private static async Task<Result<OwnedAdvertiser>> FindAsync(IQueryable<AdsAccount> accounts, CancellationToken ct)
    {
        var found = await accounts
            .Select(a => new { a.Id, a.AmazonAccountId, a.AccountType, a.ConnectionId, a.Region, a.ProfileId, a.EntityId, a.Status, a.Metadata })
            .SingleOrDefaultAsync(ct);
        if (found is null) return DspErrors.NotYourAdvertiser;
        if (found.AccountType != AccountType.Dsp) return AccountErrors.NotFound;

        return new OwnedAdvertiser(found.Id, found.AmazonAccountId, found.ConnectionId, found.Region ?? Region.NA, found.ProfileId,
            found.EntityId, Common.StoredJson.Text(found.Metadata, "country_code"), found.Status == AccountStatus.Disconnected);
    }
}

/// <param name="AgencyProfile">The profile of the agency that the advertiser belongs to.</param>
/// <param name="AgencyEntity">The entity of that agency, if a listing named it.</param>
/// <param name="IsDisconnected">Whether the user disconnected the account.</param>
internal sealed record OwnedAdvertiser(
    AccountId Account, string AdvertiserId, ConnectionId? Connection, Region Region, string? AgencyProfile, string? AgencyEntity, string? Country,
    bool IsDisconnected)
{
    /// <summary>The connection through which Amazon is asked about the advertiser.</summary>
    /// <returns>
    /// Error: <c>account.disconnected</c> if the user disconnected the account, <c>connection.not_found</c> if the connection has been removed.
    /// </returns>
    public Result<ConnectionId> Reachable() =>
        IsDisconnected ? AccountErrors.Disconnected : Connection is { } connection ? connection : ConnectionErrors.NotFound;
}
