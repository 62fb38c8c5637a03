using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>The Clerk instance whose users may sign in.</summary>
internal sealed class ClerkOptions
{
    public const string Section = "Clerk";

    /// <summary>The exact value of <c>iss</c>: the instance's Frontend API address, without a trailing slash.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>The address of the signing keys; by default under the issuer.</summary>
    public string? JwksUrl { get; init; }

    /// <summary>The accepted origins of session tokens: the allowed values of <c>azp</c>.</summary>
    public IReadOnlyList<string> AuthorizedParties { get; init; } = [];

    /// <summary>The secret (<c>whsec_…</c>) that Clerk signs its webhooks with. Without it, webhooks are refused.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>Clerk's key for browsers (<c>pk_…</c>), for the dashboard. Without it, the dashboard expects the simulated Clerk.</summary>
    public string? PublishableKey { get; init; }

    /// <summary>For content security policies.</summary>
    public string IssuerOrigin => new Uri(Issuer).GetLeftPart(UriPartial.Authority);

    public Uri SigningKeysAddress => new(JwksUrl ?? Issuer + "/.well-known/jwks.json");
}

/// <summary>Names the invalid setting and never its value.</summary>
internal sealed class ClerkOptionsValidator : IValidateOptions<ClerkOptions>
{
    public ValidateOptionsResult Validate(string? name, ClerkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = Failures(options).ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures(ClerkOptions options)
    {
        if (!IsAddress(options.Issuer) || options.Issuer.EndsWith('/'))
            yield return "Clerk:Issuer must be an absolute HTTPS address without a trailing slash; plain HTTP only on loopback.";
        if (options.JwksUrl is not null && !IsAddress(options.JwksUrl))
            yield return "Clerk:JwksUrl must be an absolute HTTPS address; plain HTTP only on loopback.";
        if (options.WebhookSecret is not null && !SvixSignature.IsSecret(options.WebhookSecret))
            yield return "Clerk:WebhookSecret must be the signing secret as Clerk shows it, starting with whsec_.";
        if (options.PublishableKey is { } key && PublishableKey.HostOf(key) is null)
            yield return "Clerk:PublishableKey must be the publishable key as Clerk shows it, starting with pk_test_ or pk_live_.";
        if (options.AuthorizedParties.Count == 0 || !options.AuthorizedParties.All(IsOrigin))
            yield return "Clerk:AuthorizedParties must list at least one origin, each without a path or a trailing slash.";
    }

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Authority) == text;
}
