using System.Text.RegularExpressions;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Hostile;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>An entry of the route table of the API.</summary>
internal sealed partial record Route(string Method, string Pattern, bool IsOpen, Operation Operation)
{
    public string Name => $"{Method} {Pattern}";

    public bool HasParameters => Pattern.Contains('{', StringComparison.Ordinal);

    /// <summary>A body that can be read, so that a refusal does not concern the body; null if the route reads none.</summary>
    public string? SaneBody => Operation.Body.Count == 0 ? null : $"{{{string.Join(',', Operation.Body.Select(member => $"\"{member}\":null"))}}}";

    public static IReadOnlyList<Route> All(ApiWorld world) =>
    [
        .. from endpoint in world.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
           let operation = new Operation(
               new HttpMethod(method), Parameter().Replace(pattern, "{${name}}"), [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)],
               [.. Query(endpoint)], [.. Body(endpoint, world)])
           select new Route(method, pattern, endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null, operation),
    ];

    /// <summary>The path with every parameter replaced.</summary>
    public string With(string value) => Parameter().Replace(Pattern, value);

    /// <summary>The names of the parameters that are read from text; the others are services.</summary>
    private static IEnumerable<string> Query(RouteEndpoint endpoint) =>
        from parameter in endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
        where parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string)
        select parameter.ParameterInfo.GetCustomAttributes(inherit: true).OfType<IFromQueryMetadata>().FirstOrDefault()?.Name ?? parameter.Name;

    private static IEnumerable<string> Body(RouteEndpoint endpoint, ApiWorld world)
    {
        var json = world.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } body
            ? json.GetTypeInfo(body).Properties.Select(p => p.Name) : [];
    }

    [GeneratedRegex("{\\**(?<name>\\w+)[^}]*}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
