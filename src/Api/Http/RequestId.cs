using System.Text.RegularExpressions;

namespace Accounts.Api.Http;

/// <summary>
/// One id per request: the caller's if it is sane, else ours. It is returned, is in every log line, and is what the audit trail
/// records, as <see cref="HttpContext.TraceIdentifier"/>.
/// </summary>
internal sealed partial class RequestId(RequestDelegate next, ILogger<RequestId> logger)
{
    public const string Header = "X-Request-Id";

    public async Task InvokeAsync(HttpContext context)
    {
        var given = context.Request.Headers[Header].ToString();
        var id = Sane().IsMatch(given) ? given : Guid.CreateVersion7().ToString("N");

        context.TraceIdentifier = id;
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[Header] = id;
            return Task.CompletedTask;
        });

        using (logger.BeginScope(new Dictionary<string, object> { ["request_id"] = id })) await next(context);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sane();
}
