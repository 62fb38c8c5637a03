using System.Diagnostics;
using System.Net;

namespace Accounts.Infrastructure.AmazonAds.Http;

internal static class AmazonSockets
{
    /// <summary>
    /// Goes where the settings say and nowhere else: a redirect, a cookie or a proxy out of the environment could carry a token away.
    /// Our trace ids are none of Amazon's business.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // Amazon's addresses change
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(), // null would drop the client spans as well
    };
}
