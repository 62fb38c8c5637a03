using Accounts.Domain.Common;
using FluentValidation;
using FluentValidation.Results;
using MediatR;

namespace Accounts.Application.Common.Behaviors;

/// <summary>Validates a request before its handler runs. All violations are returned as one failure that lists every field.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var failures = validators.SelectMany(v => v.Validate(request).Errors).ToArray();
        return failures.Length == 0 ? await next() : TResponse.Failure(ToError(failures));
    }

    /// <summary>A validator marks rules about path, query or headers as <see cref="ErrorKind.Malformed"/> in the custom state.</summary>
    private static Error ToError(ValidationFailure[] failures)
    {
        var error = failures.Any(f => f.CustomState is ErrorKind.Malformed) ? RequestErrors.Malformed : RequestErrors.Invalid;
        return error with
        {
            Message = "The request is not valid: " + failures[0].ErrorMessage,
            Fields = [.. failures.Select(f => new FieldError(PointerOf(f.PropertyName), f.ErrorCode, f.ErrorMessage))],
        };
    }

    /// <summary>The library appends <c>[1]</c> for an element of a list; a JSON pointer has <c>/1</c>. Parameter names stay as they are.</summary>
    private static string PointerOf(string name) =>
        name.StartsWith('/') ? name.Replace('[', '/').Replace("]", "", StringComparison.Ordinal) : name;
}
