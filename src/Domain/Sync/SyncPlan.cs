using Accounts.Domain.Common;

namespace Accounts.Domain.Sync;

/// <summary>Decides which scopes a run has, and where each starts.</summary>
public static class SyncPlan
{
    /// <summary>The scopes a run begins with.</summary>
    /// <param name="regions">The regions in which profiles and managers are listed; the list of ads accounts is global.</param>
    public static IReadOnlyList<PlannedScope> Begin(
        IEnumerable<ConnectionId> connections, IReadOnlyCollection<AccountType> types, IReadOnlyCollection<Region> regions) =>
    [
        .. from connection in connections
           from kind in KindsOf(types)
           from region in RegionsOf(kind, regions)
           select new PlannedScope(connection, kind, region),
    ];

    /// <summary>The scopes that follow from a page of profiles: the advertisers of each agency on it.</summary>
    public static IReadOnlyList<PlannedScope> AfterProfiles(
        ConnectionId connection, Region region, IEnumerable<string> agencies, IReadOnlyCollection<AccountType> types) =>
        types.Contains(AccountType.Dsp)
            ? [.. agencies.Distinct(StringComparer.Ordinal)
                .Select(agency => new PlannedScope(connection, SyncScopeKind.DspAdvertisers, region, agency))]
            : [];

    /// <summary>
    /// Whether a scope continues where the newest earlier listing of the same thing failed. Older places are out of date, and nothing follows
    /// the end of a listing that is too long.
    /// </summary>
    /// <param name="newest">Null if the same thing has never been listed.</param>
    public static bool Resumes(EarlierListing? newest, TimeSpan within) =>
        newest is { Status: SyncScopeStatus.Failed, HasCursor: true } && newest.ErrorCode != SyncErrors.ListingTooLong.Code && newest.Age < within;

    private static IEnumerable<SyncScopeKind> KindsOf(IReadOnlyCollection<AccountType> types)
    {
        if (types.Contains(AccountType.Advertising)) yield return SyncScopeKind.AdsAccounts;

        // Ads accounts take facts from profiles, and agencies are profiles.
        if (types.Contains(AccountType.Advertising) || types.Contains(AccountType.Dsp)) yield return SyncScopeKind.Profiles;
        if (types.Contains(AccountType.Amc)) yield return SyncScopeKind.Managers;
    }

    private static IEnumerable<Region?> RegionsOf(SyncScopeKind kind, IEnumerable<Region> regions) =>
        kind == SyncScopeKind.AdsAccounts ? [null] : regions.Select(region => (Region?)region);
}

/// <summary>A listing that a run has to complete.</summary>
/// <param name="Region">Null for the global list of ads accounts.</param>
/// <param name="ProfileId">The agency profile whose advertisers are listed; null for other kinds.</param>
public sealed record PlannedScope(ConnectionId Connection, SyncScopeKind Kind, Region? Region, string? ProfileId = null);

/// <param name="HasCursor">Whether it stored a place to continue at.</param>
/// <param name="Age">How long ago it changed last.</param>
public sealed record EarlierListing(Guid ScopeId, SyncScopeStatus Status, bool HasCursor, TimeSpan Age, string? ErrorCode = null);
