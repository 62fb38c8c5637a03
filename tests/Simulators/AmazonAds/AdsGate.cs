using System.Net.Http.Headers;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The checks of the gateway before an endpoint: the caller, the app and the media types.</summary>
internal sealed class AdsGate(Grants grants, SimulatorOptions options)
{
    private const string ClientIdHeader = "Amazon-Advertising-API-ClientId";
    private const string UnifiedClientIdHeader = "Amazon-Ads-ClientId";

    /// <summary>Returns the caller, or null after a refusal. The gateway writes most refusals, and some endpoints write their own.</summary>
    /// <param name="sent">The type of the body, if it differs from that of the response.</param>
    /// <param name="isUnified">Whether the endpoint belongs to the unified API, which names the header of the app differently.</param>
    public async ValueTask<Grant?> AdmitAsync(HttpContext context, string mediaType, bool withBody, Func<HttpContext, Task>? refuse = null,
        string? sent = null, bool isUnified = false)
    {
        var request = context.Request;
        var grant = BearerOf(request) is { } token ? grants.Authenticate(token) : null;
        CallEntry.Of(context).GrantId = grant?.Id;
        var client = request.Headers[isUnified ? UnifiedClientIdHeader : ClientIdHeader];
        if (grant is null || client != options.ClientId) await (refuse ?? AmazonErrors.UnauthorizedAsync)(context);
        else if (withBody && !MediaTypes.Sends(request, sent ?? mediaType))
            await AmazonErrors.SerializationAsync(context, StatusCodes.Status415UnsupportedMediaType, "Unsupported Media Type");
        else if (!MediaTypes.Takes(request, mediaType))
            await AmazonErrors.SerializationAsync(context, StatusCodes.Status406NotAcceptable, "Not Acceptable");
        else return grant;
        return null;
    }

    internal static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is { Count: 1 } header
        && AuthenticationHeaderValue.TryParse(header, out var authorization)
        && authorization.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) ? authorization.Parameter : null;
}
