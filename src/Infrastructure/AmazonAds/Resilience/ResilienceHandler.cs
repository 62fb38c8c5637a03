using System.Net.Http.Headers;
using Accounts.Domain.Connections;

namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Runs the pipeline around everything below it. Requests must have buffered content, or they could not be sent twice.</summary>
internal sealed class ResilienceHandler(OutwardPipeline pipeline) : DelegatingHandler
{
    public static readonly HttpRequestOptionsKey<OutwardCall> Call = new("call");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Call, out var call)) throw new InvalidOperationException("A request to Amazon without its call.");

        var isRetry = false;
        return pipeline.RunAsync(call, SendOnceAsync, cancellationToken);

        async Task<HttpResponseMessage> SendOnceAsync(CancellationToken ct)
        {
            if (isRetry && call.MayRetry is { } mayRetry && !await mayRetry(ct)) throw new NoTokenException(ConnectionErrors.NotFound);

            isRetry = true;
            return await AttemptAsync(call, request, ct);
        }
    }

    /// <summary>
    /// Reads the body as part of the attempt: one that trickles or breaks off is a failed attempt like any other, and the cap
    /// counts bytes, not promises. One that cannot be decoded leaves an empty body, so that the status still counts.
    /// </summary>
    private async Task<HttpResponseMessage> AttemptAsync(OutwardCall call, HttpRequestMessage request, CancellationToken ct)
    {
        await AuthorizeAsync(call, request, ct);
        var response = await base.SendAsync(request, ct);
        try
        {
            if (await AmazonBody.TryLoadAsync(response.Content, pipeline.MaxAnswerBytes, ct)) return response;

            response.Content.Dispose();
            response.Content = new ByteArrayContent([]);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>A token that is waited for in vain is no failure of what is called with it.</summary>
    private static async Task AuthorizeAsync(OutwardCall call, HttpRequestMessage request, CancellationToken ct)
    {
        if (call.Login is not { } login) return;

        try
        {
            var token = await login.TokenAsync(ct);
            if (!token.Succeeded) throw new NoTokenException(token.Error);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Reveal());
        }
        catch (OperationCanceledException)
        {
            throw new NoTokenException(ConnectionErrors.RefreshUnavailable);
        }
    }
}
