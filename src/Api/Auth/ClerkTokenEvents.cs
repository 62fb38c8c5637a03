using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Api.Auth;

/// <summary>
/// The checks beside the signature: where the request carries the token, and whether it is a session token of an accepted origin.
/// </summary>
internal sealed class ClerkTokenEvents(ClerkSigningKeys keys, SameOrigin origin, IOptions<ClerkOptions> options) : JwtBearerEvents
{
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var presented = SessionToken.From(context.Request, origin);
        if (presented.IsUnreadable)
        {
            context.Fail("What was sent cannot be a token.");
        }
        else if (presented.Text is not { } token)
        {
            context.NoResult();
        }
        else if (KeyNameOf(token) is not { Length: > 0 } keyName)
        {
            context.Fail("The token names no key.");
        }
        else
        {
            await keys.LookForAsync(keyName);
            context.Token = token;
        }
    }

    public override Task TokenValidated(TokenValidatedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (SessionClaims.Read(context.SecurityToken, options.Value.AuthorizedParties, context.Scheme.Name) is { } session)
            context.Principal = new ClaimsPrincipal(session);
        else context.Fail("The token is not of a user's session, or was issued for another party.");
        return Task.CompletedTask;
    }

    /// <summary>Of the header, only the key id is used, and only to find the key. Key addresses in it are ignored.</summary>
    private static string? KeyNameOf(string token)
    {
        if (token.Count(c => c == '.') != 2) return null;

        try
        {
            using var header = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token[..token.IndexOf('.', StringComparison.Ordinal)]));
            return header.RootElement.ValueKind == JsonValueKind.Object
                && header.RootElement.TryGetProperty(JwtHeaderParameterNames.Kid, out var name)
                && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
