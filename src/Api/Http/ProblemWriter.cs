namespace Accounts.Api.Http;

/// <summary>Gives every problem the framework writes by itself our shape, whatever the client says it accepts.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await Problems.ToProblem(context.HttpContext.Response.StatusCode).ExecuteAsync(context.HttpContext);
    }
}
