using System.Net;
using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.Lwa;

internal static class LwaTranslator
{
    /// <summary>The documented maximum length of a token.</summary>
    private const int TokenMaxLength = 2048;

    private const int SecondsADay = 86_400;

    /// <summary>Null if the response contains no valid tokens, whatever its status.</summary>
    public static IssuedTokens? ToTokens(ReadOnlySpan<byte> body)
    {
        if (!AmazonJson.TryRead<TokenAnswer>(body, out var answer)) return null;
        if (Token(answer.AccessToken) is not { } access || Lifetime(answer.ExpiresIn) is not { } expiresIn) return null;
        if (IsAbsent(answer.RefreshToken)) return new IssuedTokens(access, Refresh: null, expiresIn);

        return Token(answer.RefreshToken) is { } refresh ? new IssuedTokens(access, refresh, expiresIn) : null;
    }

    /// <summary>
    /// Maps a refusal to its cause: the grant is permanently invalid, the client credentials are invalid, the failure is temporary, or the
    /// request is invalid. Source: RFC 6749 §5.2; Login with Amazon, "token errors".
    /// </summary>
    public static Error ToError(HttpStatusCode status, string code, TimeSpan? retryAfter) => (status, code) switch
    {
        ( >= HttpStatusCode.InternalServerError, _) => AmazonErrors.Unavailable(retryAfter),
        (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout, _) => AmazonErrors.Unavailable(retryAfter),
        ( >= HttpStatusCode.BadRequest, "invalid_grant") => ConnectionErrors.ReauthorizationRequired,
        ( >= HttpStatusCode.BadRequest, "invalid_client" or "unauthorized_client") => ConnectionErrors.ClientRejected,
        ( >= HttpStatusCode.BadRequest, _) => AmazonErrors.Rejected,
        _ => AmazonErrors.InvalidAnswer,
    };

    /// <summary>A code cannot be used again, so every failure of the code or its response is the same error: start again.</summary>
    public static Error OfExchange(Error error) =>
        error.Is(ConnectionErrors.ReauthorizationRequired) || error.Is(AmazonErrors.Rejected) || error.Is(AmazonErrors.InvalidAnswer)
            ? ConnectionErrors.ExchangeFailed
            : error;

    private static bool IsAbsent(JsonElement token) =>
        token.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || token.Text() is "";

    /// <summary>Visible ASCII only, because the token becomes a header.</summary>
    private static Secret? Token(JsonElement token) =>
        token.Text() is { Length: > 0 and <= TokenMaxLength } text && text.All(c => c is > ' ' and < '\x7f') ? Secret.From(text) : null;

    private static TimeSpan? Lifetime(JsonElement expiresIn)
    {
        var text = expiresIn.ValueKind == JsonValueKind.Number ? expiresIn.GetRawText() : expiresIn.Text();
        return int.TryParse(text, out var seconds) && seconds is > 0 and <= SecondsADay ? TimeSpan.FromSeconds(seconds) : null;
    }
}
