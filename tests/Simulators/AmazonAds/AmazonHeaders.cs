using System.Security.Cryptography;
using Accounts.Simulators.Control;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The headers that Amazon's gateways add to every response, from recorded traffic.</summary>
internal static class AmazonHeaders
{
    private const string RidAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static void Add(HttpContext context, SimulatedRoute route)
    {
        var headers = context.Response.Headers;
        var requestId = Guid.CreateVersion7().ToString();
        headers[route.Name is Routes.ListProfiles or Routes.GetProfile ? "X-Amz-Request-Id" : "x-amzn-RequestId"] = requestId;
        headers["X-Amz-Rid"] = RandomNumberGenerator.GetString(RidAlphabet, 20);
        headers["X-Amz-Apigw-Id"] = RandomNumberGenerator.GetString(RidAlphabet, 15) + "=";
        headers["X-Amzn-Trace-Id"] =
            $"Root=1-{RandomNumberGenerator.GetHexString(8, lowercase: true)}-{RandomNumberGenerator.GetHexString(24, lowercase: true)}";
        headers.Vary = "Content-Type,Accept-Encoding,User-Agent";
        headers.StrictTransportSecurity = "max-age=47474747; includeSubDomains; preload";
        context.TraceIdentifier = requestId;
    }
}
