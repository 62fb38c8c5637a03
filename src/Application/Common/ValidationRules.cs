using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Common;

internal static class ValidationRules
{
    /// <summary>Marks a rule about path, query or headers: breaking it is 400, where a well-formed but invalid body is 422.</summary>
    public static IRuleBuilderOptions<T, TProperty> Malformed<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule) =>
        rule.WithState(_ => ErrorKind.Malformed);
}
