using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Api.RateLimiting;

/// <summary>Whose requests are counted together under a policy.</summary>
/// <param name="User">None for a policy that counts addresses.</param>
/// <param name="Part">The address, or the part of the user's requests that is counted separately; else empty.</param>
internal readonly record struct LimitedSubject(RateLimitPolicy Policy, UserId User, string Part = "")
{
    /// <summary>The name of the policy and the part.</summary>
    public string Name => Part.Length == 0 ? Policy.Name() : $"{Policy.Name()}:{Part}";

    /// <summary>Null for a request without a limit: an unknown address, or an anonymous route without a policy of its own.</summary>
    public static LimitedSubject? Of(HttpContext context, CurrentUser user)
    {
        var endpoint = context.GetEndpoint() as RouteEndpoint; // routing's own answers to an unknown address or method are of another type
        var policy = endpoint?.Metadata.GetMetadata<Limited>()?.Policy;
        if (policy is RateLimitPolicy.Health)
            return new LimitedSubject(RateLimitPolicy.Health, default, context.Connection.RemoteIpAddress?.ToString() ?? "");
        if (endpoint is null || !user.IsKnown) return null;

        return policy is RateLimitPolicy.SeatRefresh
            ? new LimitedSubject(RateLimitPolicy.SeatRefresh, user.Id, context.GetRouteValue("advertiser_id") as string ?? "")
            : new LimitedSubject(policy ?? RateLimitPolicy.General, user.Id);
    }
}
