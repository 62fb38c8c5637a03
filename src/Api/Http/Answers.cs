using Accounts.Domain.Common;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Accounts.Api.Http;

/// <summary>Maps the result of a use case to a response.</summary>
internal static class Answers
{
    public static Results<Ok<T>, ProblemResult> ToOk<T>(this Result<T> result) =>
        result.Succeeded ? TypedResults.Ok(result.Value) : result.Error.ToProblem();
}
