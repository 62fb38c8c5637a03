using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Application.Profiles;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.AmazonAds.Profiles;

internal sealed partial class ProfilesApi(AmazonAdsHttp http, ILogger<ProfilesApi> logger) : IProfilesApi
{
    public async Task<Result<RemoteProfiles>> ListAsync(Region region, AmazonLogin login, ProfileAccess access, CancellationToken ct)
    {
        var query = access == ProfileAccess.View ? "?accessLevel=view" : "?accessLevel=edit";
        var all = await AskAsync(region, login, query, ct);
        if (!all.Succeeded || all.Value.Complete) return all;

        var byType = new List<RemoteProfiles>();
        foreach (var type in ProfileWire.Types)
        {
            var some = await AskAsync(region, login, $"{query}&profileTypeFilter={type}", ct);
            if (!some.Succeeded) return some.Error;
            byType.Add(some.Value);
        }

        return ProfilesTranslator.Unite(all.Value, byType);
    }

    private async Task<Result<RemoteProfiles>> AskAsync(Region region, AmazonLogin login, string query, CancellationToken ct)
    {
        var call = new AmazonCall(region, CallFamily.Profiles, ProfileWire.Path, [ProfileWire.MediaType], login, RetrySafety.Always)
        {
            Query = query,
        };
        var profiles = await http.GetAsync<JsonElement, RemoteProfiles>(call, ProfilesTranslator.ToProfiles, ct);

        if (profiles is { Succeeded: true, Value.Skipped: > 0 }) LogSkipped(profiles.Value.Skipped, region);
        return profiles;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out {Count} profiles without a usable id in {Region}")]
    private partial void LogSkipped(int count, Region region);
}
