using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Flurl.Http;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <param name="Client">Which of the named HTTP clients sends it.</param>
/// <param name="Content">Buffered, so that it can be sent again.</param>
internal sealed record OutwardRequest(string Client, HttpMethod Method, string Url, HttpContent? Content, RetrySafety Safety)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>Sends a request and says in our words why no answer came. What the answer means is its caller's business.</summary>
internal sealed class AmazonTransport(IHttpClientFactory clients)
{
    public async Task<Result<HttpResponseMessage>> SendAsync(OutwardRequest request, CancellationToken ct)
    {
        using var client = new FlurlClient(clients.CreateClient(request.Client));
        var prepared = client.Request(request.Url)
            .AllowAnyHttpStatus()
            .WithTimeout(Timeout.InfiniteTimeSpan) // the pipeline keeps the time
            .ConfigureRequest(settings => settings.BeforeCall = call => call.Request.Options.Set(ResilienceHandler.Safety, request.Safety));
        // Not WithHeaders: it calls what this version of Flurl no longer has.
        foreach (var (name, value) in request.Headers) prepared.WithHeader(name, value);
        try
        {
            return await prepared.SendAsync(request.Method, request.Content, ct, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (FlurlHttpException e) when (!ct.IsCancellationRequested && ToError(e.InnerException) is { } error)
        {
            return error;
        }
        catch (FlurlHttpException) when (ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
    }

    private static Error? ToError(Exception? cause) => cause switch
    {
        TimeoutException or OperationCanceledException => AmazonErrors.Timeout,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => AmazonErrors.InvalidAnswer,
        HttpRequestException or IOException => AmazonErrors.Unavailable(),
        _ => null,
    };
}
