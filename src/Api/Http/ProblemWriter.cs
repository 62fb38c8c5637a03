namespace Accounts.Api.Http;

/// <summary>Writes the framework's own problems in our format, whatever the request's <c>Accept</c> header contains.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await Problems.ToProblem(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
    }
}
