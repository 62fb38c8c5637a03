using System.Collections.Frozen;
using System.Reflection;
using Accounts.Api.Http;
using Accounts.Application.Common;
using Accounts.Domain.Common;

namespace Accounts.Api.OpenApi;

/// <summary>
/// Every error of the service, found by reflection: the static errors of all types, and a sample of each error that a class of errors makes
/// from parameters. A new error needs no registration.
/// </summary>
internal static class ErrorCatalogue
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Guid SampleId = Guid.Parse("018f6f1e-7c3a-7d52-9a41-5b0c6f2d8e10");

    /// <summary>Everything that is found; several classes may use the same code.</summary>
    public static IReadOnlyList<Error> Found { get; } =
    [
        .. new[] { typeof(Error).Assembly, typeof(RequestErrors).Assembly, typeof(ErrorCatalogue).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.ContainsGenericParameters)
            .SelectMany(type => Fields(type).Concat(Samples(type)))
            .Concat(FrameworkErrors.All),
    ];

    /// <summary>Each code once, in the order of the codes.</summary>
    public static IReadOnlyList<Error> All { get; } =
        [.. Found.DistinctBy(error => error.Code).OrderBy(error => error.Code, StringComparer.Ordinal)];

    private static readonly FrozenDictionary<string, Error> ByCode = All.ToFrozenDictionary(error => error.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> FrameworkStatus =
        FrameworkErrors.ByStatus.ToFrozenDictionary(known => known.Value.Error.Code, known => known.Key, StringComparer.Ordinal);

    /// <summary>The error with this code, with the sample ids.</summary>
    public static Error SampleOf(Error error) => ByCode[error.Code];

    /// <summary>The response of an error wherever it occurs.</summary>
    public static ProblemResult ResponseOf(Error error) =>
        FrameworkStatus.TryGetValue(error.Code, out var status) ? Problems.ToProblem(status) : error.ToProblem();

    public static int StatusOf(Error error) => ResponseOf(error).StatusCode!.Value;

    private static IEnumerable<Error> Fields(Type type) =>
        type.GetFields(Static).Where(field => field.FieldType == typeof(Error)).Select(field => (Error)field.GetValue(null)!);

    private static IEnumerable<Error> Samples(Type type) => !type.Name.EndsWith("Errors", StringComparison.Ordinal) ? [] : type.GetMethods(Static)
        .Where(method => method.ReturnType == typeof(Error))
        .Select(method => (Error)method.Invoke(null, [.. method.GetParameters().Select(Sample)])!);

    /// <summary>An id, or null for a parameter that may be left out.</summary>
    private static object? Sample(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(Guid) => SampleId,
        { IsValueType: true } type when type.GetConstructor([typeof(Guid)]) is { } id => id.Invoke([SampleId]),
        _ => null,
    };
}
