using Accounts.Api.Http;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Accounts.Api.Auth;

/// <summary>
/// Redirects a browser from Amazon's callback to the frontend: to the configured origin, never to an address from the query.
/// </summary>
internal sealed class FrontendRedirect(IOptions<FrontendOptions> options)
{
    public RedirectHttpResult Success(string? returnTo) => To($"{returnTo ?? "/callback"}?success=true");

    public Results<RedirectHttpResult, ProblemResult> Failure(Error error)
    {
        if (options.Value.Url is null) return (error with { Kind = ErrorKind.Malformed }).ToProblem();

        return To($"/callback?error={Uri.EscapeDataString(error.Code)}&error_description={Uri.EscapeDataString(error.Message)}");
    }

    private RedirectHttpResult To(string path) => TypedResults.Redirect(options.Value.Url is { } origin ? new Uri(origin, path).AbsoluteUri : path);
}
