namespace Accounts.Infrastructure.AmazonAds.Resilience;

/// <summary>Runs the pipeline around everything below it. Requests must have buffered content, or they could not be sent twice.</summary>
internal sealed class ResilienceHandler(OutwardPipeline pipeline) : DelegatingHandler
{
    public static readonly HttpRequestOptionsKey<RetrySafety> Safety = new("retry-safety");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var safety = request.Options.TryGetValue(Safety, out var marked) ? marked : RetrySafety.WhenRefused;
        return pipeline.RunAsync(safety, ct => AttemptAsync(request, ct), cancellationToken);
    }

    /// <summary>
    /// Reads the body as part of the attempt: one that trickles or breaks off is a failed attempt like any other, and the cap
    /// counts bytes, not promises.
    /// </summary>
    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var response = await base.SendAsync(request, ct);
        try
        {
            await response.Content.LoadIntoBufferAsync(pipeline.MaxAnswerBytes, ct);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
