using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Accounts.Api.RateLimiting;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Users;

namespace Accounts.IntegrationTests.RateLimiting;

/// <summary>A world with the default rate limits.</summary>
public sealed class LimitedWorld(TestServers servers) : ApiWorld(servers)
{
    private static readonly RateLimitsOptions Defaults = new();

    protected override int Accounts => 20;

    protected override (string Name, string Value)[] Changes =>
        [.. Enum.GetValues<RateLimitPolicy>().Select(p => ($"RateLimits:{p}:Limit", Defaults.Of(p).Limit.ToString(CultureInfo.InvariantCulture))),
            SignedWebhook.Setting];
}

/// <summary>The headers of limited routes.</summary>
internal static partial class LimitHeaders
{
    public static bool IsRefused(this ApiAnswer answer) => answer.Status == HttpStatusCode.TooManyRequests;

    public static bool HasLimit(this ApiAnswer answer) =>
        answer.Headers.ContainsKey("RateLimit") || answer.Headers.ContainsKey("RateLimit-Policy");

    /// <summary>The values of both headers, which must name the same policy.</summary>
    public static (string Policy, int Limit, int Window, int Remaining, int Reset) Limit(this ApiAnswer answer)
    {
        var current = Current().Match(answer.Headers["RateLimit"]);
        var policy = Policy().Match(answer.Headers["RateLimit-Policy"]);
        (current.Success && policy.Success).ShouldBeTrue($"{answer.Headers["RateLimit"]} {answer.Headers["RateLimit-Policy"]}");
        current.Groups["name"].Value.ShouldBe(policy.Groups["name"].Value);
        return (policy.Groups["name"].Value, Number(policy, "q"), Number(policy, "w"), Number(current, "r"), Number(current, "t"));
    }

    /// <summary>The refusal names the limit, and its <c>Retry-After</c> is not earlier than the end of the window.</summary>
    public static void ShouldBeRefused(this ApiAnswer answer, string policy, int limit, int window)
    {
        answer.Status.ShouldBe(HttpStatusCode.TooManyRequests, answer.Text);
        answer.Code.ShouldBe("rate_limit.exceeded");
        var (name, q, w, remaining, reset) = answer.Limit();
        (name, q, w, remaining).ShouldBe((policy, limit, window, 0));
        reset.ShouldBeInRange(1, window);
        int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(reset);
    }

    private static int Number(Match match, string name) => int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("^\"(?<name>[a-z-]+)\";r=(?<r>\\d+);t=(?<t>\\d+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Current();

    [GeneratedRegex("^\"(?<name>[a-z-]+)\";q=(?<q>\\d+);w=(?<w>\\d+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Policy();
}
