using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Flurl.Http;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <param name="Client">Which of the named HTTP clients sends it.</param>
/// <param name="Content">Buffered, so that it can be sent again.</param>
internal sealed record OutwardRequest(string Client, HttpMethod Method, string Url, HttpContent? Content, OutwardCall Call)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Sends a request and says in our words why no answer came. What the answer means is its caller's business.</summary>
internal sealed class AmazonTransport(IHttpClientFactory clients, AmazonAvailability availability)
{
    public async Task<Result<HttpResponseMessage>> SendAsync(OutwardRequest request, CancellationToken ct)
    {
        using var client = new FlurlClient(clients.CreateClient(request.Client));
        var prepared = client.Request(request.Url)
            .AllowAnyHttpStatus()
            .WithAutoRedirect(false) // Flurl 4 follows redirects itself, even when the handler does not
            .WithTimeout(Timeout.InfiniteTimeSpan) // the pipeline keeps the time
            .BeforeCall(call => call.HttpRequestMessage.Options.Set(ResilienceHandler.Call, request.Call));
        foreach (var (name, value) in request.Headers) prepared.WithHeader(name, value);
        try
        {
            var response = (await prepared.SendAsync(request.Method, request.Content, HttpCompletionOption.ResponseHeadersRead, ct)).ResponseMessage;
            availability.Answered(request.Call, response);
            return response;
        }
        catch (FlurlHttpException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (FlurlHttpException e) when (ToError(e.InnerException) is { } error)
        {
            if (e.InnerException is not (NoTokenException or ThrottledException)) availability.Unanswered(request.Call);
            return error;
        }
    }

    private static Error? ToError(Exception? cause) => cause switch
    {
        NoTokenException no => no.Error,
        ThrottledException throttled => AmazonErrors.Throttled(throttled.RetryAfter),
        CircuitOpenException open => AmazonErrors.Unavailable(open.RetryAfter) with { IsBeforeSending = true },
        TimeoutException or OperationCanceledException => AmazonErrors.Timeout,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => AmazonErrors.InvalidAnswer,
        HttpRequestException or IOException => AmazonErrors.Unavailable(),
        _ => null,
    };
}
