using Accounts.Application.Common.Ports;

namespace Accounts.Api.Http;

/// <summary>Fills the scope's <see cref="RequestContext"/>. Runs after <see cref="RequestId"/>, which sets the identifier.</summary>
internal sealed class RequestContextMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, RequestContext request)
    {
        request.Fill(context.TraceIdentifier, context.Connection.RemoteIpAddress, context.Request.Headers.UserAgent.ToString());
        return next(context);
    }
}
