using System.Globalization;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;

namespace Accounts.Application.DspAdvertisers;

/// <summary>The DSP advertisers of one agency profile, page by page.</summary>
internal sealed class DspAdvertisersListing(IDspAdvertisersApi amazon) : IScopeListing
{
    public SyncScopeKind Kind => SyncScopeKind.DspAdvertisers;

    public async Task<Result<ListedPage>> FetchAsync(OpenScope scope, AmazonLogin login, string? cursor, CancellationToken ct)
    {
        var start = int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : 0;
        var page = await amazon.ListAsync(scope.Region, login, scope.ProfileId!, start, ct);
        if (!page.Succeeded) return page.Error;

        var advertisers = page.Value.Advertisers;
        var rows = advertisers.Select(a => AdvertiserAccount.Of(a, scope.Region, scope.ProfileId!));
        return new ListedPage(StoredJson.Write(rows), [.. advertisers.Select(a => a.Id)], page.Value.Next?.ToString(CultureInfo.InvariantCulture),
            page.Value.Skipped);
    }
}
