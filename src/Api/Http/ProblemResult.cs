using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Accounts.Api.Http;

/// <summary>
/// The response of a failed request. Created by <see cref="Problems"/>; endpoints declare it as the failure type in <c>Results</c>.
/// </summary>
internal sealed class ProblemResult(int status, string title, Error error) : IResult, IStatusCodeHttpResult
{
    private const string TypeBase = "https://accounts.example/problems/";
    private const string MediaType = "application/problem+json";

    /// <summary>The tag of the request's trace that contains the code.</summary>
    public const string CodeTag = "accounts.problem.code";

    public int? StatusCode => status;

    public Error Error => error;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = status;
        httpContext.Features.Get<IHttpActivityFeature>()?.Activity.SetTag(CodeTag, error.Code);
        SetHeaders(response.Headers);

        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(BodyFor(httpContext), json);
        response.ContentType = MediaType;
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        if (status == StatusCodes.Status401Unauthorized) headers.TryAdd(HeaderNames.WWWAuthenticate, "Bearer");
        if (error.RetryAfter is { } wait)
            headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    private ProblemBody BodyFor(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return BodyFor(context.Request.PathBase + context.Request.Path, Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier, now);
    }

    public ProblemBody BodyFor(string instance, string trace, DateTimeOffset now) => new(
        TypeBase + error.Code, title, status, error.Message, instance, error.Code, trace, error.Fields,
        new ProblemEnvelope(error.Code, error.Message, error.Details, now))
    {
        Further = FurtherMembers(),
    };

    private Dictionary<string, object>? FurtherMembers() =>
        error.Details.Count == 0 ? null : error.Details.ToDictionary(d => d.Key, object (d) => d.Value);
}
