using Microsoft.AspNetCore.Http.Features;

namespace Accounts.Api.Http;

/// <summary>
/// A body without a length may turn out to be empty. The framework would then look for JSON in it, so the first bytes are awaited here, and a
/// request without any counts as one without a body.
/// </summary>
internal sealed class EmptyBody(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            var start = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            if (start.Buffer.IsEmpty && start.IsCompleted) context.Features.Set<IHttpRequestBodyDetectionFeature>(new NoBody());
            context.Request.BodyReader.AdvanceTo(start.Buffer.Start);
        }

        await next(context);
    }

    private sealed class NoBody : IHttpRequestBodyDetectionFeature
    {
        public bool CanHaveBody => false;
    }
}
