using System.Text.Json;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The tokens for the acceptance of Amazon's terms. An unknown token is a 400: the document has no 404.</summary>
internal sealed class TermsEndpoints(AdsGate gate, TermsTokens tokens)
{
    public async Task CreateAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.TermsToken, withBody: true, sent: MediaTypes.CreateTermsToken) is not { } grant) return;
        using var body = await ListRequest.ParseAsync(context.Request, context.RequestAborted);
        if (!grant.CoversAds) await DenyAsync(context);
        else if (body is null) await AmazonErrors.UnreadableAsync(context);
        else if (!TryRead(body.RootElement, out var type))
            await RefuseAsync(context, $"termsType must be one of {string.Join(", ", TermsTokens.Types)}, and accountId a string");
        else await WriteCreatedAsync(context, tokens.Create(grant.Login, type));
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.TermsToken, withBody: false) is not { } grant) return;
        if (!grant.CoversAds) await DenyAsync(context);
        else if (tokens.Find(context.Request.RouteValues["token"] as string ?? "", grant.Login) is not { } token)
            await RefuseAsync(context, "termsToken is not valid");
        else await WriteAsync(context, token);
    }

    /// <summary>All members are optional and not nullable. Unknown ones are ignored.</summary>
    private static bool TryRead(JsonElement body, out string? type)
    {
        type = null;
        if (body.ValueKind != JsonValueKind.Object) return false;
        if (body.TryGetProperty("accountId", out var account) && account.ValueKind != JsonValueKind.String) return false;
        if (!body.TryGetProperty("termsType", out var terms)) return true;

        type = terms.ValueKind == JsonValueKind.String ? terms.GetString() : null;
        return TermsTokens.Types.Contains(type);
    }

    private static async Task WriteCreatedAsync(HttpContext context, string token)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = MediaTypes.TermsToken;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteString("termsToken"u8, token);
        json.WriteString("termsUrl"u8, $"https://advertising.amazon.com/terms/agreement/{token}");
        json.WriteEndObject();
    }

    private static async Task WriteAsync(HttpContext context, TermsToken token)
    {
        context.Response.ContentType = MediaTypes.TermsToken;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteString("termsTokenStatus"u8, token.Status);
        if (token.Type is { } type) json.WriteString("termsType"u8, type);
        json.WriteEndObject();
    }

    private static Task DenyAsync(HttpContext context) => AmazonErrors.ListAsync(context, StatusCodes.Status403Forbidden, "ACCESS_DENIED",
        "User does not have sufficient access to perform this action.");

    private static Task RefuseAsync(HttpContext context, string message) =>
        AmazonErrors.ListAsync(context, StatusCodes.Status400BadRequest, "INVALID_INPUT", message);
}
