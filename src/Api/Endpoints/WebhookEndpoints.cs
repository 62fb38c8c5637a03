using Accounts.Api.Auth;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Application.Common;
using Accounts.Application.Users;
using Accounts.Domain.Common;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Endpoints;

internal static class WebhookEndpoints
{
    private static readonly Error NotConfigured =
        new(ErrorKind.Unavailable, "webhook.not_configured",
            "No webhook secret is configured; deliver again later.")
        { RetryAfter = TimeSpan.FromMinutes(5) };

    private static readonly Error NotVerified =
        new(ErrorKind.Malformed, "webhook.not_verified", "The signature does not match the body, id and timestamp.");

    public static void MapWebhooks(this IEndpointRouteBuilder api) =>
        api.MapPost("/webhooks/clerk", Clerk).WithTags("Webhooks").WithName("ReceiveClerkEvent").WithSummary("Receive Clerk's signed user events")
            .AllowAnonymous().TakesSignedEvent().Fails(NotConfigured, NotVerified, ApplyClerkEventCommand.Unreadable);

    /// <summary>Verifies the unmodified bytes of the body: JSON that is parsed and written again may differ.</summary>
    private static async Task<Results<Ok<AppliedClerkEvent>, ProblemResult>> Clerk(
        HttpRequest request, IMediator mediator, IOptions<ClerkOptions> clerk, TimeProvider clock, KnownUsers known, CancellationToken ct)
    {
        if (clerk.Value.WebhookSecret is not { } secret) return NotConfigured.ToProblem();

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, ct);
        var id = request.Headers["svix-id"].ToString();
        if (!SvixSignature.Verifies(secret, id, request.Headers["svix-timestamp"], request.Headers["svix-signature"], body.ToArray(),
            clock.GetUtcNow())
            || !ExternalJson.TryParse(body.ToArray(), out var delivered))
        {
            return NotVerified.ToProblem();
        }

        var result = await mediator.Send(new ApplyClerkEventCommand(id, delivered), ct);
        if (result.Succeeded && result.Value.DeletedUser is { } gone) known.Forget(gone);
        return result.ToOk();
    }
}
