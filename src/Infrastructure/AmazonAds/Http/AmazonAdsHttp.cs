using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <summary>The one place where an answer of the Amazon Ads API is read and where its status becomes an error of ours.</summary>
internal sealed partial class AmazonAdsHttp(
    AmazonTransport transport, IOptions<AmazonAdsOptions> options, TimeProvider clock, ILogger<AmazonAdsHttp> logger)
{
    public const string Client = "amazon-ads";

    public Task<Result<T>> GetAsync<TWire, T>(AmazonCall call, Func<TWire, T> translate, CancellationToken ct) =>
        SendAsync(call, HttpMethod.Get, content: null, translate, refused: null, ct);

    public Task<Result<T>> DeleteAsync<TWire, T>(AmazonCall call, Func<TWire, T> translate, CancellationToken ct) =>
        SendAsync(call, HttpMethod.Delete, content: null, translate, refused: null, ct);

    /// <param name="refused">Reads Amazon's reasons from a 400, for a call whose refusal is an answer; by default it is an error.</param>
    public async Task<Result<T>> PostAsync<TBody, TWire, T>(
        AmazonCall call, TBody body, Func<TWire, T> translate, CancellationToken ct, Func<JsonElement, T>? refused = null)
    {
        using var content = new ByteArrayContent(AmazonJson.Write(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(call.Sends);
        return await SendAsync(call, HttpMethod.Post, content, translate, refused, ct);
    }

    private async Task<Result<T>> SendAsync<TWire, T>(
        AmazonCall call, HttpMethod method, HttpContent? content, Func<TWire, T> translate, Func<JsonElement, T>? refused, CancellationToken ct)
    {
        var url = $"{options.Value.Regions[call.Region].ApiUrl.TrimEnd('/')}/{call.Path}{call.Query}";
        var request = new OutwardRequest(Client, method, url, content, call.ToOutward()) { Headers = call.Headers(options.Value.ClientId) };
        var sent = await transport.SendAsync(request, ct);
        if (!sent.Succeeded)
        {
            LogUnanswered(call.Name ?? call.Path, call.Region, sent.Error.Code);
            return sent.Error;
        }

        using var response = sent.Value;
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        if (response.IsSuccessStatusCode) return Read(call, response, body, translate);

        var error = Refusal(call, response, body);
        return refused is not null && response.StatusCode == HttpStatusCode.BadRequest && AmazonJson.TryRead<JsonElement>(body, out var reasons)
            ? refused(reasons) : error;
    }

    private Result<T> Read<TWire, T>(AmazonCall call, HttpResponseMessage response, byte[] body, Func<TWire, T> translate)
    {
        try
        {
            var type = response.Content.Headers.ContentType;
            if (call.EmptyAnswer is { } empty && AmazonJson.IsEmptyObject(body)
                && call.Accepts[0].Equals(type?.MediaType, StringComparison.OrdinalIgnoreCase))
            {
                body = Encoding.UTF8.GetBytes(empty);
            }

            if (AmazonJson.IsSaidToBeJson(type) && AmazonJson.TryRead<TWire>(body, out var wire)) return translate(wire);
            LogUnreadable(call.Name ?? call.Path, call.Region, "not the JSON of this call");
        }
        catch (AmazonContractException e)
        {
            LogUnreadable(call.Name ?? call.Path, call.Region, e.Message);
        }

        return AmazonErrors.InvalidAnswer;
    }

    private Error Refusal(AmazonCall call, HttpResponseMessage response, byte[] body)
    {
        var failure = AmazonFailure.Of(response, body);
        LogRefused(call.Name ?? call.Path, call.Region, (int)response.StatusCode, failure.Code, failure.RequestId);

        var retryAfter = RetryAfter.Of(response, clock);
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => AmazonErrors.Unauthorized,
            HttpStatusCode.Forbidden => AmazonErrors.Forbidden,
            HttpStatusCode.NotFound => AmazonErrors.NotFound,
            HttpStatusCode.RequestTimeout => AmazonErrors.Timeout,
            HttpStatusCode.TooManyRequests => AmazonErrors.Throttled(retryAfter),
            >= HttpStatusCode.InternalServerError => AmazonErrors.Unavailable(retryAfter),
            >= HttpStatusCode.BadRequest => AmazonErrors.Rejected,
            _ => AmazonErrors.InvalidAnswer, // a redirect: no call of this API has one
        };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Amazon refused {Path} in {Region} with {Status}, code {Code}, request {RequestId}")]
    private partial void LogRefused(string path, Region region, int status, string code, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Amazon's answer to {Path} in {Region} could not be used: {Reason}")]
    private partial void LogUnreadable(string path, Region region, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Amazon did not answer {Path} in {Region}: {Code}")]
    private partial void LogUnanswered(string path, Region region, string code);
}
