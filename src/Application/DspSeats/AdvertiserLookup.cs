using Accounts.Application.Common.Ports;
using Accounts.Application.DspAdvertisers;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.DspAdvertisers;
using Accounts.Domain.Managers;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.DspSeats;

/// <summary>Finds a DSP advertiser of the caller, and how Amazon is asked about it.</summary>
internal sealed class AdvertiserLookup(OwnAdvertiser advertisers, IReadDb db)
{
    /// <param name="profile">The agency profile through which the caller reaches the advertiser; null for any.</param>
    /// <returns>
    /// Error: <c>dsp.not_your_advertiser</c>, the same whether or not somebody else has it; <c>account.not_found</c> for an account of the
    /// caller that is no advertiser; <c>account.disconnected</c>; <c>connection.not_found</c>.
    /// </returns>
    public async Task<Result<AdvertiserSource>> FindAsync(UserId user, string advertiser, string? profile, CancellationToken ct)
    {
        var owned = await advertisers.FindAsync(user, advertiser, ct);
        if (!owned.Succeeded) return owned.Error;

        var found = owned.Value;
        if (profile is not null && profile != found.AgencyProfile && !await IsLinkedAsync(user, advertiser, profile, ct))
            return DspErrors.NotYourAdvertiser;
        var connection = found.Reachable();
        if (!connection.Succeeded) return connection.Error;

        var entity = found.AgencyEntity ?? await db.Profiles.Where(p => p.UserId == user && p.ProfileId == found.AgencyProfile)
            .Select(p => p.EntityId).FirstOrDefaultAsync(ct);
        return new AdvertiserSource(connection.Value, found.Region, new SeatParty(advertiser, found.AgencyProfile, entity));
    }

    /// <summary>As <see cref="FindAsync"/>, for a response that contains what Amazon lists.</summary>
    /// <returns>Error: also <c>connection.reauthorization_required</c>, while the grant is invalid.</returns>
    public async Task<Result<AdvertiserSource>> FindGrantedAsync(UserId user, string advertiser, string? profile, CancellationToken ct)
    {
        var source = await FindAsync(user, advertiser, profile, ct);
        if (!source.Succeeded) return source;

        var connection = source.Value.Connection;
        var isInvalid = await db.Connections.AnyAsync(c => c.Id == connection && c.Status == ConnectionStatus.NeedsReauth, ct);
        return isInvalid ? ConnectionErrors.ReauthorizationRequired : source;
    }

    /// <summary>Several agencies may have the advertiser; its row names one of them.</summary>
    private Task<bool> IsLinkedAsync(UserId user, string advertiser, string profile, CancellationToken ct) =>
        db.Relationships.AnyAsync(r =>
            r.UserId == user && r.Type == RelationshipType.AgencyProfile && r.ParentKey == profile && r.ChildKey == advertiser, ct);
}

internal sealed record AdvertiserSource(ConnectionId Connection, Region Region, SeatParty Party);
