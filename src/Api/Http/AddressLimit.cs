using Microsoft.AspNetCore.Http.Features;

namespace Accounts.Api.Http;

/// <summary>Reports an address that is too long as a problem. The server's own limit is higher, because its refusal has no body.</summary>
internal sealed class AddressLimit(RequestDelegate next)
{
    private const int MaxLength = 8 * 1024;

    public Task InvokeAsync(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length <= MaxLength
        ? next(context)
        : Problems.ToProblem(StatusCodes.Status414UriTooLong).ExecuteAsync(context);
}
