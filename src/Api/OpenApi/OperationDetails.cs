using Microsoft.OpenApi;

namespace Accounts.Api.OpenApi;

/// <summary>What a route declares because the signature of its handler does not show it.</summary>
internal static class OperationDetails
{
    private const string Form = "application/x-www-form-urlencoded";

    private static readonly (string Name, string Text)[] Redirect =
    [
        ("state", "The state of the flow."), ("code", "Amazon's authorization code."), ("scope", "The granted scope."),
        ("error", "Amazon's reason for a refusal."),
    ];

    /// <summary>The members of Amazon's redirect as a query.</summary>
    public static RouteHandlerBuilder TakesRedirect(this RouteHandlerBuilder route) => route.Describe(operation => operation.Parameters =
        [.. Redirect.Select(m => new OpenApiParameter { Name = m.Name, In = ParameterLocation.Query, Description = m.Text, Schema = Text() })]);

    /// <summary>The members of Amazon's redirect as a form.</summary>
    public static RouteHandlerBuilder TakesRedirectAsForm(this RouteHandlerBuilder route) => route.Describe(operation => operation.RequestBody =
        Body(Form, new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(StringComparer.Ordinal) { "state" },
            Properties = Redirect.ToDictionary(m => m.Name, IOpenApiSchema (m) => Text(m.Text), StringComparer.Ordinal),
        }));

    /// <summary>A JSON object whose bytes are verified before they are read, with Svix's headers.</summary>
    public static RouteHandlerBuilder TakesSignedEvent(this RouteHandlerBuilder route) => route.Describe(operation =>
    {
        operation.RequestBody = Body("application/json", new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "An event as Clerk documents it.",
            Required = new HashSet<string>(StringComparer.Ordinal) { "type" },
            Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["type"] = Text("Such as `user.created`; events of other types are accepted and ignored."),
                ["data"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The user." },
            },
        });
        operation.Parameters =
        [
            Header("svix-id", "The id of the delivery, the same on every redelivery."), Header("svix-timestamp", "Seconds since 1970."),
            Header("svix-signature", "The signatures of id, timestamp and body."),
        ];
    });

    /// <summary>The redirect of a browser back to the frontend.</summary>
    public static RouteHandlerBuilder Redirects(this RouteHandlerBuilder route) => route.Produces(StatusCodes.Status302Found)
        .Describe(operation =>
            AddHeader(operation, "302", "Location", "The frontend, with `success=true`, or with `error` and `error_description`."));

    public static RouteHandlerBuilder ReturnsLocation(this RouteHandlerBuilder route) =>
        route.Describe(operation => AddHeader(operation, "202", "Location", "Where the progress is reported."));

    /// <summary>The address and the version of what was created.</summary>
    public static RouteHandlerBuilder ReturnsCreated(this RouteHandlerBuilder route) => route.Describe(operation =>
    {
        AddHeader(operation, "201", "Location", "The address of what was created.");
        AddHeader(operation, "201", "ETag", "The version, for `If-Match`.");
    });

    public static RouteHandlerBuilder ReturnsETag(this RouteHandlerBuilder route) =>
        route.Describe(operation => AddHeader(operation, "200", "ETag", "The version, for `If-Match`."));

    public static OpenApiHeader Header(string text) => new() { Description = text, Schema = Text() };

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, Action<OpenApiOperation> change) =>
        route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            change(operation);
            return Task.CompletedTask;
        });

    private static void AddHeader(OpenApiOperation operation, string status, string name, string text)
    {
        var response = (OpenApiResponse)operation.Responses![status];
        (response.Headers ??= new Dictionary<string, IOpenApiHeader>(StringComparer.Ordinal))[name] = Header(text);
    }

    private static OpenApiRequestBody Body(string type, OpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [type] = new() { Schema = schema } },
    };

    private static OpenApiParameter Header(string name, string text) =>
        new() { Name = name, In = ParameterLocation.Header, Required = true, Description = text, Schema = Text() };

    private static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };
}
