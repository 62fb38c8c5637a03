using System.Text.Json;
using System.Text.RegularExpressions;
using Accounts.Application.Common;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Http.Metadata;

namespace Accounts.Api.Http;

/// <summary>
/// Describes why a request could not be bound. The framework's message is not used, because it repeats the caller's input.
/// </summary>
internal static partial class BindingFailure
{
    private const int LongestPointer = 200;

    public static ProblemResult ToProblem(BadHttpRequestException exception, Endpoint? endpoint) => exception switch
    {
        { StatusCode: not StatusCodes.Status400BadRequest } => Problems.ToProblem(exception.StatusCode),
        { InnerException: JsonException json } => OfBody(json),
        _ => OfParameter(exception.Message, endpoint),
    };

    /// <summary>A body that is not a JSON object is malformed; a JSON object with a wrong member is invalid.</summary>
    private static ProblemResult OfBody(JsonException exception)
    {
        var pointer = PointerOf(exception.Path);
        if (exception.InnerException is JsonException || pointer.Length == 0)
            return (RequestErrors.Malformed with { Message = "The body is not a valid JSON object." }).ToProblem();

        return (RequestErrors.Invalid with
        {
            Message = $"The body has a member that is unknown or of the wrong type: {pointer}.",
            Fields = [new FieldError(pointer, "type", "Unknown member, or a value of the wrong type.")],
        }).ToProblem();
    }

    private static ProblemResult OfParameter(string message, Endpoint? endpoint)
    {
        if (ParameterName().Match(message) is not { Success: true } match) return Problems.ToProblem(StatusCodes.Status400BadRequest);

        var name = NameOnTheWire(match.Groups["name"].Value, endpoint);
        return (RequestErrors.Malformed with
        {
            Message = $"The value of {name} is missing or cannot be read.",
            Fields = [new FieldError(name, "format", "Missing, repeated, or not in the expected format.")],
        }).ToProblem();
    }

    /// <summary>Maps the parameter's name in code to its name on the wire.</summary>
    private static string NameOnTheWire(string parameter, Endpoint? endpoint)
    {
        var declared = endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>().FirstOrDefault(p => p.Name == parameter)?.ParameterInfo;
        var attributes = declared?.GetCustomAttributes(inherit: true) ?? [];
        return attributes.OfType<IFromQueryMetadata>().FirstOrDefault()?.Name
            ?? attributes.OfType<IFromHeaderMetadata>().FirstOrDefault()?.Name
            ?? JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter);
    }

    /// <summary>Converts <c>$.a.b[0]</c> to <c>/a/b/0</c>. A quoted name comes from the caller and is left out.</summary>
    private static string PointerOf(string? path)
    {
        var end = path?.IndexOf("['", StringComparison.Ordinal) ?? -1;
        var plain = end < 0 ? path : path![..end] + "/?";
        var pointer = plain?.TrimStart('$').Replace('.', '/').Replace('[', '/').Replace("]", "", StringComparison.Ordinal) ?? "";
        return pointer.Length <= LongestPointer ? pointer : "/?";
    }

    [GeneratedRegex("parameter \"[^\"]*?(?<name>\\w+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ParameterName();
}
