using Accounts.Application.Common.Ports;
using Accounts.Application.Managers;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.AmazonAds.Managers;

internal sealed partial class ManagersApi(AmazonAdsHttp http, ILogger<ManagersApi> logger) : IManagersApi
{
    public async Task<Result<RemoteManagerAccounts>> ListAsync(Region region, AmazonLogin login, CancellationToken ct)
    {
        var call = new AmazonCall(region, CallFamily.Managers, ManagersResponse.Path, [ManagersResponse.MediaType], login, RetrySafety.Always)
        {
            EmptyAnswer = ManagersResponse.Empty,
        };
        var managers = await http.GetAsync<ManagersResponse, RemoteManagerAccounts>(call, ManagersTranslator.ToManagers, ct);

        if (managers is { Succeeded: true, Value.Skipped: > 0 }) LogSkipped(managers.Value.Skipped, region);
        return managers;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out {Count} manager accounts or links without a usable id in {Region}")]
    private partial void LogSkipped(int count, Region region);
}
