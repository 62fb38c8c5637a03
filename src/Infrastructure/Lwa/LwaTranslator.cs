using System.Globalization;
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

    /// <summary>What Amazon documents.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Null if the response contains no valid access token, whatever its status. An issued token is never discarded because of another member: an
    /// unusable refresh token counts as absent, and an unusable lifetime as the documented one.
    /// </summary>
    public static IssuedTokens? ToTokens(ReadOnlySpan<byte> body)
    {
        if (!AmazonJson.TryRead<TokenAnswer>(body, out var answer)) return null;
        return Token(answer.AccessToken) is { } access ? new IssuedTokens(access, Token(answer.RefreshToken), Lifetime(answer.ExpiresIn)) : null;
    }

    /// <summary>Whether the response names an error; one of status 200 may.</summary>
    public static bool HasError(ReadOnlySpan<byte> body) =>
        AmazonJson.TryRead<JsonElement>(body, out var answer)
            && answer.Member("error").ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>
    /// Maps a refusal to its cause: the grant is permanently invalid, the client credentials are invalid, the failure is temporary, or the
    /// request is invalid. Source: RFC 6749 §5.2; Login with Amazon, "token errors".
    /// </summary>
    public static Error ToError(HttpStatusCode status, string code, TimeSpan? retryAfter) => (status, code.ToLowerInvariant()) switch
    {
        ( >= HttpStatusCode.InternalServerError, _) => AmazonErrors.Unavailable(retryAfter),
        (HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout, _) => AmazonErrors.Unavailable(retryAfter),
        ( >= HttpStatusCode.BadRequest, "invalid_grant") => ConnectionErrors.ReauthorizationRequired,
        ( >= HttpStatusCode.BadRequest, "invalid_client" or "unauthorized_client") => ConnectionErrors.ClientRejected,
        ( >= HttpStatusCode.BadRequest, "server_error" or "temporarily_unavailable") => AmazonErrors.Unavailable(retryAfter),
        ( >= HttpStatusCode.BadRequest, _) => AmazonErrors.Rejected,
        _ => AmazonErrors.InvalidAnswer,
    };

    /// <summary>A code cannot be used again, so every failure of the code or its response is the same error: start again.</summary>
    public static Error OfExchange(Error error) =>
        error.Is(ConnectionErrors.ReauthorizationRequired) || error.Is(AmazonErrors.Rejected) || error.Is(AmazonErrors.InvalidAnswer)
            ? ConnectionErrors.ExchangeFailed
            : error;

    /// <summary>Visible ASCII only, because the token becomes a header.</summary>
    private static Secret? Token(JsonElement token) =>
        token.Text() is { Length: > 0 and <= TokenMaxLength } text && text.All(c => c is > ' ' and < '\x7f') ? Secret.From(text) : null;

    /// <summary>A number of seconds up to a day, as a number or as text.</summary>
    private static TimeSpan Lifetime(JsonElement expiresIn)
    {
        var text = expiresIn.ValueKind == JsonValueKind.Number ? expiresIn.GetRawText() : expiresIn.Text();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= SecondsADay
            ? TimeSpan.FromSeconds(Math.Floor(seconds)) : DefaultLifetime;
    }
}
