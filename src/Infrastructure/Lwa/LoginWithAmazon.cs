using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Lwa;

internal sealed partial class LoginWithAmazon(
    AmazonTransport transport, IOptions<AmazonAdsOptions> options, TimeProvider clock, ILogger<LoginWithAmazon> logger) : ILoginWithAmazon
{
    public const string Client = "login-with-amazon";

    public bool Offers(Region region) => options.Value.Enables(region);

    /// <summary>
    /// Sends the challenge method, because Amazon assumes <c>plain</c> without it. Source: Login with Amazon, PKCE; RFC 7636 §4.2.
    /// </summary>
    public Uri ConsentUrl(Region region, Secret state, Secret codeVerifier)
    {
        var parameters = new (string Name, string Value)[]
        {
            ("client_id", options.Value.ClientId),
            ("scope", options.Value.Scopes),
            ("response_type", "code"),
            ("redirect_uri", options.Value.RedirectUri),
            ("state", state.Reveal()),
            ("code_challenge", Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(codeVerifier.Reveal())))),
            ("code_challenge_method", "S256"),
        };
        var query = string.Join('&', parameters.Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value)}"));
        return new Uri($"{options.Value.Regions[region].ConsentUrl}?{query}");
    }

    public async Task<Result<IssuedTokens>> ExchangeAsync(Region region, Secret code, Secret codeVerifier, CancellationToken ct)
    {
        var issued = await AskAsync(new OutwardCall(region, CallFamily.Login, RetrySafety.Never, Login: null), new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code.Reveal(),
            ["redirect_uri"] = options.Value.RedirectUri,
            ["code_verifier"] = codeVerifier.Reveal(),
        }, ct);
        return issued.Succeeded ? issued : LwaTranslator.OfExchange(issued.Error);
    }

    /// <summary>Safe to retry: Amazon returns the same refresh token, and older access tokens stay valid.</summary>
    public Task<Result<IssuedTokens>> RefreshAsync(
        Region region, Secret refreshToken, Func<CancellationToken, Task<bool>> mayRetry, CancellationToken ct) =>
        AskAsync(new OutwardCall(region, CallFamily.Login, RetrySafety.Always, Login: null) { MayRetry = mayRetry }, new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken.Reveal(),
        }, ct);

    private async Task<Result<IssuedTokens>> AskAsync(OutwardCall call, Dictionary<string, string> form, CancellationToken ct)
    {
        form["client_id"] = options.Value.ClientId;
        form["client_secret"] = options.Value.ClientSecret;
        using var content = new FormUrlEncodedContent(form);
        var request = new OutwardRequest(Client, HttpMethod.Post, options.Value.Regions[call.Region].TokenUrl, content, call);

        var sent = await transport.SendAsync(request, ct);
        if (!sent.Succeeded)
        {
            LogUnanswered(form["grant_type"], call.Region, sent.Error.Code);
            return sent.Error;
        }

        using var response = sent.Value;
        return await ReadAsync(form["grant_type"], call.Region, response, ct);
    }

    private async Task<Result<IssuedTokens>> ReadAsync(string grant, Region region, HttpResponseMessage response, CancellationToken ct)
    {
        var body = await response.Content.ReadAsByteArrayAsync(ct);
        if (response.IsSuccessStatusCode && LwaTranslator.ToTokens(body) is { } tokens) return tokens;

        var failure = AmazonFailure.Of(response, body);
        LogRefused(grant, region, (int)response.StatusCode, failure.Code, failure.RequestId);
        var status = response.IsSuccessStatusCode && LwaTranslator.HasError(body) ? HttpStatusCode.BadRequest : response.StatusCode;
        return LwaTranslator.ToError(status, failure.Code, RetryAfter.Of(response, clock));
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Login with Amazon in {Region} returned no tokens for {Grant}: {Status}, code {Code}, request {RequestId}")]
    private partial void LogRefused(string grant, Region region, int status, string code, string requestId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Login with Amazon in {Region} did not respond to {Grant}: {Code}")]
    private partial void LogUnanswered(string grant, Region region, string code);
}
