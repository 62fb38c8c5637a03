using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.Profiles;

/// <summary>
/// All profiles of a region as one page: Amazon does not page them. Two calls are needed, one for the profiles that the login may see and one
/// for those that it may change. The advertisers of each agency among them are listed by a further scope. A list that Amazon does not return
/// completely is stored, and the scope then fails.
/// </summary>
internal sealed class ProfilesListing(IProfilesApi amazon) : IScopeListing
{
    /// <summary>The cursor of what Amazon does not return.</summary>
    private const string Rest = "rest";

    public SyncScopeKind Kind => SyncScopeKind.Profiles;

    public async Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct)
    {
        if (cursor == Rest) return SyncErrors.ListingTooLong;

        var seen = await amazon.ListAsync(scope.Region, login, ProfileAccess.View, ct);
        if (!seen.Succeeded) return seen.Error;

        var editable = seen.Value.Profiles.Count == 0 ? seen : await amazon.ListAsync(scope.Region, login, ProfileAccess.Edit, ct);
        if (!editable.Succeeded) return editable.Error;

        var edit = editable.Value.Profiles.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        ProfileAccess? accessOfOthers = editable.Value.Complete ? ProfileAccess.View : null;
        var rows = seen.Value.Profiles.Select(p => new ListedProfile(
            p.Id, p.CountryCode, p.CurrencyCode, p.Timezone, p.MarketplaceId, p.Type, p.SubType,
            p.EntityId, p.Name, p.ValidPaymentMethod, edit.Contains(p.Id) ? ProfileAccess.Edit : accessOfOthers));
        var agencies = seen.Value.Profiles.Where(p => p.IsDspEntity).Select(p => p.Id);
        var next = seen.Value.Complete && editable.Value.Complete ? null : Rest;
        return new ListedPage(StoredJson.Write(rows), [.. seen.Value.Profiles.Select(p => p.Id)], next, seen.Value.Skipped)
        {
            FollowUps = SyncPlan.AfterProfiles(scope.Connection, scope.Region, agencies, scope.AccountTypes),
        };
    }

    /// <summary>As <c>app.store_profiles</c> reads it.</summary>
    private sealed record ListedProfile(
        string Id, string? CountryCode, string? CurrencyCode, string? Timezone, string? MarketplaceId, string? ProfileType, string? SubType,
        string? EntityId, string? Name, bool? ValidPaymentMethod, ProfileAccess? AccessLevel);
}
