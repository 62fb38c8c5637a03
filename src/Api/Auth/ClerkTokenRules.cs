using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Accounts.Api.Auth;

/// <summary>The validation rules of session tokens. The library's defaults allow five minutes of clock skew and any algorithm.</summary>
internal sealed class ClerkTokenRules(ClerkSigningKeys keys, IOptions<ClerkOptions> clerk, TimeProvider clock)
    : IConfigureNamedOptions<JwtBearerOptions>
{
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.EventsType = typeof(ClerkTokenEvents);
        options.MapInboundClaims = false;
        options.SaveToken = false;
        options.TimeProvider = clock;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = clerk.Value.Issuer,
            ValidateAudience = false,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateIssuerSigningKey = true,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = Skew,
            LifetimeValidator = (from, until, _, rules) => IsAlive(from, until, rules.ClockSkew),
            IssuerSigningKeyResolver = (_, _, keyName, _) => keys.Find(keyName) is { } key ? [key] : [],
            TryAllIssuerSigningKeys = false,
            NameClaimType = SessionClaims.Subject,
        };
    }

    /// <summary>Uses the injected clock; the library's validator uses the machine's. An expiry is required, a start time is not.</summary>
    private bool IsAlive(DateTime? from, DateTime? until, TimeSpan skew)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + skew && !(from > now + skew);
    }
}
