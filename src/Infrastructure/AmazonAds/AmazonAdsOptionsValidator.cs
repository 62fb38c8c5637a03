using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.AmazonAds;

/// <summary>Names the setting that is wrong and never shows its value: one of them is a secret, and any of them may hold it by mistake.</summary>
internal sealed class AmazonAdsOptionsValidator : IValidateOptions<AmazonAdsOptions>
{
    public ValidateOptionsResult Validate(string? name, AmazonAdsOptions options)
    {
        string[] failures = [.. Required(options), .. EnabledRegions(options), .. Addresses(options), .. Limits(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Required(AmazonAdsOptions options)
    {
        if (!IsPlain(options.ClientId)) yield return "AmazonAds:ClientId is missing or holds spaces.";
        if (!IsPlain(options.ClientSecret)) yield return "AmazonAds:ClientSecret is missing or holds spaces.";
        if (string.IsNullOrWhiteSpace(options.Scopes)) yield return "AmazonAds:Scopes is missing.";
    }

    private static IEnumerable<string> EnabledRegions(AmazonAdsOptions options)
    {
        if (!options.EnabledRegionNames.All(n => Enum.GetNames<Region>().Contains(n, StringComparer.OrdinalIgnoreCase)))
            yield return "AmazonAds:EnabledRegions must be one or more of NA, EU and FE, separated by commas.";
    }

    private static IEnumerable<string> Addresses(AmazonAdsOptions options)
    {
        var hosts = Enum.GetValues<Region>().SelectMany(region =>
        {
            var at = options.Regions.TryGetValue(region, out var found) ? found : new RegionHosts();
            return new[] { (nameof(at.ApiUrl), at.ApiUrl), (nameof(at.TokenUrl), at.TokenUrl), (nameof(at.ConsentUrl), at.ConsentUrl) }
                .Select(a => (Name: $"Regions:{region}:{a.Item1}", Url: a.Item2));
        });
        return hosts.Prepend((Name: nameof(options.RedirectUri), Url: options.RedirectUri)).Where(a => !IsAddress(a.Url))
            .Select(a => $"AmazonAds:{a.Name} must be an absolute https address without query (http only to loopback).");
    }

    private static IEnumerable<string> Limits(AmazonAdsOptions options) =>
        from limit in options.Limits
        where !(limit.Value.Rate is >= RateLimitOptions.LowestRate and <= RateLimitOptions.Most && limit.Value.Burst is >= 1
            and <= RateLimitOptions.Most)
        select $"AmazonAds:Limits:{limit.Key} must have a Rate of 0.1 to 100,000 calls a second and a Burst of 1 to 100,000.";

    private static bool IsPlain(string text) => text.Length > 0 && text.All(c => c is > ' ' and < '\x7f');

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && uri is { UserInfo: "", Query: "", Fragment: "" };
}
