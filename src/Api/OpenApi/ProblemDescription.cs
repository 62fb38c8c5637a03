using System.Text.Json;
using Accounts.Api.Http;
using Accounts.Domain.Common;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>
/// Describes the failures of each operation: a response for each status, with an example for each code. All have the schema of a problem.
/// The examples are components, which the operations share.
/// </summary>
internal sealed class ProblemDescription(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    private const string Schema = "Problem";
    private const string MediaType = "application/problem+json";
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static readonly DateTimeOffset Time = new(2026, 1, 31, 10, 30, 0, TimeSpan.Zero);

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var document = context.Document!;
        document.AddComponent(Schema, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), parameterDescription: null, cancellationToken));

        var responses = operation.Responses ??= [];
        foreach (var failures in OperationErrors.Of([.. context.Description.ActionDescriptor.EndpointMetadata]).GroupBy(e => e.Status))
        {
            var response = Response(document, failures.Key, failures.Select(f => f.Error));
            var key = $"{failures.Key}";
            if (responses.TryGetValue(key, out var own)) own.Content?.Add(MediaType, response.Content![MediaType]); // readiness has a body of its own
            else responses[key] = failures.All(f => f.IsGeneral) ? Shared(document, failures.Key, response) : response;
        }
    }

    /// <summary>A status with general errors only is the same response in all operations.</summary>
    private static OpenApiResponseReference Shared(OpenApiDocument document, int status, OpenApiResponse response)
    {
        var name = Reason(status).Replace(" ", "", StringComparison.Ordinal);
        document.AddComponent(name, response);
        return new OpenApiResponseReference(name, document);
    }

    private OpenApiResponse Response(OpenApiDocument document, int status, IEnumerable<Error> errors) => new()
    {
        Description = Reason(status),
        Headers = HeadersOf(status),
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaType] = new()
            {
                Schema = new OpenApiSchemaReference(Schema, document),
                Examples = errors.Select(ErrorCatalogue.SampleOf)
                    .ToDictionary(e => e.Code, IOpenApiExample (e) => Example(document, status, e), StringComparer.Ordinal),
            },
        },
    };

    private static Dictionary<string, IOpenApiHeader>? HeadersOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => new(StringComparer.Ordinal)
        {
            ["WWW-Authenticate"] = OperationDetails.Header("`Bearer`, with `error` for a token that was not accepted."),
        },
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => new(StringComparer.Ordinal)
        {
            ["Retry-After"] = OperationDetails.Header("The seconds to wait before a repetition."),
        },
        _ => null,
    };

    private static string Reason(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } reason ? reason : $"Status {status}";

    private OpenApiExampleReference Example(OpenApiDocument document, int status, Error error)
    {
        var usual = ErrorCatalogue.StatusOf(error);
        var name = status == usual ? error.Code : $"{error.Code}.{status}";
        var response = status == usual ? ErrorCatalogue.ResponseOf(error) : (error with { Kind = ErrorKind.Malformed }).ToProblem();
        document.AddComponent(name, new OpenApiExample
        {
            Summary = error.Message,
            Description = Remedies.Of(error),
            Value = JsonSerializer.SerializeToNode(response.BodyFor("/api/v1/…", Trace, Time), json.Value.SerializerOptions),
        });
        return new OpenApiExampleReference(name, document);
    }
}
