using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Accounts.IntegrationTests.Auth;

internal sealed record Caller(Guid Id, string? SessionId, string? Impersonator);

internal enum Mood
{
    VeryGood,
    Bad,
}

internal sealed record Sheet(string Title, Region? Region, Mood? Mood, int? Count, DateTimeOffset? At, Sheet? Inner, IReadOnlyList<int>? Numbers);

internal static class Probes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/who", ["GET", "POST", "DELETE"], (CurrentUser user) =>
            TypedResults.Ok(new Caller(user.Id.Value, user.SessionId, user.Impersonator)));

        app.MapGet("/seats", () => TypedResults.Ok(true)).Requires(Permission.ReadSeats);

        app.MapPost("/sheet", (Sheet sheet) => TypedResults.Ok(sheet));

        var open = app.MapGroup("/open").AllowAnonymous();
        open.MapGet("", (CurrentUser user) => TypedResults.Ok(new { user.IsKnown }));
        open.MapPost("/sheet", (Sheet sheet) => TypedResults.Ok(sheet));
        open.MapPost("/optional", (Sheet? sheet) => TypedResults.Ok(new { sheet?.Title }));
        open.MapGet("/sheet", (int limit, [FromQuery(Name = "page_size")] int? size) => TypedResults.Ok(new { limit, size }));
        open.MapGet("/row/{id}", (Guid id) => TypedResults.Ok(new { id }));
        open.MapGet("/trace", (HttpContext context) => TypedResults.Ok(new { id = context.TraceIdentifier }));
        open.MapGet("/page", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'self'";
            return TypedResults.Text("<p>", "text/html");
        });
        open.MapGet("/bug", string () => throw new InvalidOperationException("secret-in-exception"));
        open.MapGet("/fails/{kind}", Fail);
    }

    private static Results<Ok<Caller>, ProblemResult> Fail(ErrorKind kind, double? retryAfter) => new Error(kind, "probe.failed", "It failed.")
    {
        Details = new Dictionary<string, string> { ["sync_id"] = "42" },
        Fields = [new FieldError("/max_results", "range", "1 to 100")],
        RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    }.ToProblem();
}
