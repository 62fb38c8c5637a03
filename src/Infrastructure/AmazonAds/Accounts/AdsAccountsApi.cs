using Accounts.Application.Accounts;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.AmazonAds.Accounts;

internal sealed partial class AdsAccountsApi(AmazonAdsHttp http, ILogger<AdsAccountsApi> logger) : IAdsAccountsApi
{
    public async Task<Result<RemoteAccountPage>> ListAsync(Region region, AmazonLogin login, string? cursor, int pageSize, CancellationToken ct)
    {
        var call = new AmazonCall(region, CallFamily.AdsAccounts, ListAccountsRequest.Path, [ListAccountsRequest.MediaType], login,
            RetrySafety.Always)
        { Sends = ListAccountsRequest.MediaType };
        var page = await http.PostAsync<ListAccountsRequest, ListAccountsResponse, RemoteAccountPage>(
            call, new ListAccountsRequest(pageSize, cursor), AdsAccountsTranslator.ToPage, ct);

        if (page is { Succeeded: true, Value.Skipped: > 0 }) LogSkipped(page.Value.Skipped, region);
        return page;
    }

    /// <summary>Amazon cannot have an account whose id does not match the pattern. Such ids come from an adopted database.</summary>
    public async Task<Result<RemoteAccount>> GetAsync(Region region, AmazonLogin login, string amazonAccountId, CancellationToken ct)
    {
        if (!amazonAccountId.IsPlainId()) return AmazonErrors.NotFound;

        var path = $"{AccountResponse.Path}/{Uri.EscapeDataString(amazonAccountId)}";
        var call = new AmazonCall(region, CallFamily.AdsAccounts, path, [AccountResponse.MediaType], login,
            RetrySafety.Always)
        { Name = AccountResponse.Path };
        return await http.GetAsync<AccountResponse, RemoteAccount>(call, AdsAccountsTranslator.ToAccount, ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Left out {Count} accounts without a usable id on a page from {Region}")]
    private partial void LogSkipped(int count, Region region);
}
