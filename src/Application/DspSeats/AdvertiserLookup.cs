using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspSeats;
using Accounts.Domain.Managers;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.DspSeats;

/// <summary>Finds a DSP advertiser of the caller, and how Amazon is asked about it.</summary>
internal sealed class AdvertiserLookup(IReadDb db)
{
    /// <param name="profile">The agency profile through which the caller reaches the advertiser; null for any.</param>
    /// <returns>
    /// Error: <c>dsp.not_your_advertiser</c>, the same whether or not somebody else has it; <c>account.not_found</c> for an account of the
    /// caller that is no advertiser; <c>account.disconnected</c>; <c>connection.not_found</c>.
    /// </returns>
    public async Task<Result<AdvertiserSource>> FindAsync(UserId user, string advertiser, string? profile, CancellationToken ct)
    {
        var account = await db.Accounts.Where(a => a.UserId == user && a.AmazonAccountId == advertiser)
            .Select(a => new { a.AccountType, a.Status, a.ConnectionId, a.Region, a.ProfileId, a.EntityId }).SingleOrDefaultAsync(ct);
        if (account is null) return SeatErrors.NotYourAdvertiser;
        if (account.AccountType != AccountType.Dsp) return AccountErrors.NotFound;
        if (profile is not null && profile != account.ProfileId && !await IsLinkedAsync(user, advertiser, profile, ct))
            return SeatErrors.NotYourAdvertiser;
        if (account.Status == AccountStatus.Disconnected) return AccountErrors.Disconnected;
        if (account.ConnectionId is not { } connection) return ConnectionErrors.NotFound;

        var entity = account.EntityId ?? await db.Profiles.Where(p => p.UserId == user && p.ProfileId == account.ProfileId)
            .Select(p => p.EntityId).FirstOrDefaultAsync(ct);
        return new AdvertiserSource(connection, account.Region ?? Region.NA, new SeatParty(advertiser, account.ProfileId, entity));
    }

    /// <summary>Several agencies may have the advertiser; its row names one of them.</summary>
    private Task<bool> IsLinkedAsync(UserId user, string advertiser, string profile, CancellationToken ct) =>
        db.Relationships.AnyAsync(r =>
            r.UserId == user && r.Type == RelationshipType.AgencyProfile && r.ParentKey == profile && r.ChildKey == advertiser, ct);
}

internal sealed record AdvertiserSource(ConnectionId Connection, Region Region, SeatParty Party);
