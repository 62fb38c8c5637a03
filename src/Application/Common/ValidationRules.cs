using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Common;

internal static class ValidationRules
{
    /// <summary>Marks a rule about path, query or headers. A violation returns 400; an invalid body returns 422.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="name">The parameter's name on the wire.</param>
    /// <param name="code">The kind of rule.</param>
    public static IRuleBuilderOptions<T, TProperty> Malformed<T, TProperty>(this IRuleBuilderOptions<T, TProperty> rule, string name, string code) =>
        rule.OverridePropertyName(name).WithErrorCode(code).WithState(_ => ErrorKind.Malformed);
}
