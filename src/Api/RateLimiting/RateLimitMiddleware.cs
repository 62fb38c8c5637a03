using System.Globalization;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;

namespace Accounts.Api.RateLimiting;

/// <summary>Refuses requests beyond the limit of their policy, and describes the limit in the headers of every response.</summary>
internal sealed class RateLimitMiddleware(RequestDelegate next, RequestLimits limits)
{
    public Task InvokeAsync(HttpContext context, CurrentUser user) =>
        LimitedSubject.Of(context, user) is { } subject ? LimitAsync(context, subject) : next(context);

    private async Task LimitAsync(HttpContext context, LimitedSubject subject)
    {
        var count = await limits.CountAsync(subject, context.RequestAborted);
        // on starting, because the exception handler clears headers that are set earlier
        context.Response.OnStarting(Describe, new Described(context.Response.Headers, subject.Policy, count, limits.WindowOf(subject.Policy)));
        await (count.IsWithin ? next(context) : Problems.ToProblem(StatusCodes.Status429TooManyRequests, count.Reset).ExecuteAsync(context));
    }

    /// <summary>The fields of draft-ietf-httpapi-ratelimit-headers-10. The reset is rounded up: a client that waits for it is served.</summary>
    private static Task Describe(object state)
    {
        var (headers, policy, count, window) = (Described)state;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture,
            $"\"{policy.Name()}\";r={count.Remaining};t={Math.Ceiling(count.Reset.TotalSeconds)}");
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture,
            $"\"{policy.Name()}\";q={count.Limit};w={Math.Ceiling(window.TotalSeconds)}");
        return Task.CompletedTask;
    }

    private sealed record Described(IHeaderDictionary Headers, RateLimitPolicy Policy, RequestCount Count, TimeSpan Window);
}

internal static class RateLimiting
{
    public static IServiceCollection AddRateLimiting(this IServiceCollection services)
    {
        services.AddOptions<RateLimitsOptions>().BindConfiguration(RateLimitsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<RequestLimits>().AddSingleton<StatusPolls>();
    }

    /// <summary>After the sign-in, which tells whose request it is, and before the endpoint.</summary>
    public static IApplicationBuilder UseRateLimiting(this IApplicationBuilder app) => app.UseMiddleware<RateLimitMiddleware>();
}
