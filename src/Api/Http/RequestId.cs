using System.Text.RegularExpressions;

namespace Accounts.Api.Http;

/// <summary>
/// Sets <see cref="HttpContext.TraceIdentifier"/> to the caller's request id if it is well-formed, else to a new one. The id is returned,
/// is part of every log line, and is recorded in the audit log.
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
