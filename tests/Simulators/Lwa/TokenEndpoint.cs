using Accounts.Simulators.AmazonAds;
using Accounts.Simulators.Control;

namespace Accounts.Simulators.Lwa;

/// <summary><c>POST /auth/o2/token</c>: exchanges codes and refresh tokens for access tokens.</summary>
internal sealed class TokenEndpoint(ClientCredentials credentials, Grants grants)
{
    public async Task AnswerAsync(HttpContext context)
    {
        if (!MediaTypes.Sends(context.Request, MediaTypes.Form))
        {
            await RefuseAsync(context, TokenError.NotAForm);
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        CallEntry.Of(context).FormKeys = [.. form.Keys];
        var error = Check(context.Request, form);
        if (error is null && form["grant_type"] == "authorization_code") error = await ExchangeAsync(context, form);
        else if (error is null) error = await RefreshAsync(context, form);
        if (error is not null) await RefuseAsync(context, error);
    }

    private TokenError? Check(HttpRequest request, IFormCollection form)
    {
        if (form.FirstOrDefault(field => field.Value.Count > 1) is { Key: { } repeated }) return TokenError.Repeated(repeated);
        if (string.IsNullOrEmpty(form["grant_type"])) return TokenError.Missing("grant_type");
        if (credentials.Check(request, form) is { } refused) return refused;
        return form["grant_type"].ToString() is "authorization_code" or "refresh_token" ? null : TokenError.UnsupportedGrantType;
    }

    private async Task<TokenError?> ExchangeAsync(HttpContext context, IFormCollection form)
    {
        if (string.IsNullOrEmpty(form["code"])) return TokenError.Missing("code");
        if (string.IsNullOrEmpty(form["redirect_uri"])) return TokenError.Missing("redirect_uri");
        var verifier = form.ContainsKey("code_verifier") ? form["code_verifier"].ToString() : null;
        if (grants.Exchange(form["code"].ToString(), form["redirect_uri"].ToString(), verifier) is not { } tokens)
            return TokenError.InvalidGrant("code");
        await GiveAsync(context, tokens, withRefreshToken: true);
        return null;
    }

    private async Task<TokenError?> RefreshAsync(HttpContext context, IFormCollection form)
    {
        if (string.IsNullOrEmpty(form["refresh_token"])) return TokenError.Missing("refresh_token");
        if (form.ContainsKey("scope") && !grants.Cover(form["refresh_token"].ToString(), form["scope"].ToString())) return TokenError.InvalidScope;
        if (grants.Refresh(form["refresh_token"].ToString()) is not { } tokens) return TokenError.InvalidGrant("refresh_token");
        await GiveAsync(context, tokens, !grants.Behaviour.OmitRefreshTokenOnRefresh);
        return null;
    }

    private static Task GiveAsync(HttpContext context, LwaTokens tokens, bool withRefreshToken)
    {
        CallEntry.Of(context).GrantId = tokens.GrantId;
        var answer = new Dictionary<string, object> { ["access_token"] = tokens.AccessToken };
        if (withRefreshToken) answer["refresh_token"] = tokens.RefreshToken;
        answer["token_type"] = "bearer";
        answer["expires_in"] = tokens.ExpiresIn;
        return WriteAsync(context, StatusCodes.Status200OK, answer);
    }

    private static Task RefuseAsync(HttpContext context, TokenError error)
    {
        if (error.Status == StatusCodes.Status401Unauthorized && context.Request.Headers.ContainsKey("Authorization"))
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"LWA\"";
        return WriteAsync(context, error.Status, new Dictionary<string, string>
        {
            ["error"] = error.Code,
            ["error_description"] = error.Description,
            ["request_id"] = Guid.CreateVersion7().ToString(),
        });
    }

    // Headers from recorded traffic of api.amazon.com
    private static Task WriteAsync<T>(HttpContext context, int status, T answer)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        context.Response.Headers.Pragma = "no-cache";
        return context.Response.WriteAsJsonAsync(answer, Json.Options, "application/json;charset=UTF-8", context.RequestAborted);
    }
}
