using System.Net;
using Polly;
using Polly.Timeout;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>What an outcome says of Amazon, and of trying again.</summary>
internal static class Failures
{
    /// <summary>Amazon is in trouble: it fails, hangs, or cannot be reached. Its refusals, throttling among them, are answers.</summary>
    public static bool IsFailure(Outcome<HttpResponseMessage> outcome) =>
        outcome.Result is { } answer
            ? answer.StatusCode is >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout : IsTransportFault(outcome.Exception);

    public static bool IsWorthAnotherTry(Outcome<HttpResponseMessage> outcome, RetrySafety safety) =>
        (safety, outcome.Result?.StatusCode) switch
        {
            (RetrySafety.Never, _) => false,
            (_, HttpStatusCode.TooManyRequests) => true,
            (RetrySafety.Always, HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway) => true,
            (RetrySafety.Always, HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout) => true,
            (RetrySafety.Always, null) => IsTransportFault(outcome.Exception),
            _ => false,
        };

    private static bool IsTransportFault(Exception? exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => false, // too large now, too large again
        HttpRequestException or IOException or TimeoutRejectedException => true,
        OperationCanceledException { InnerException: TimeoutException } => true, // how the socket reports that connecting took too long
        _ => false,
    };
}
