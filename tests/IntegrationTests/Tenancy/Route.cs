using System.Text.RegularExpressions;
using Accounts.IntegrationTests.Harness;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>An entry of the API's own route table.</summary>
internal sealed partial record Route(string Method, string Pattern, bool IsOpen)
{
    public string Name => $"{Method} {Pattern}";

    public bool HasParameters => Pattern.Contains('{', StringComparison.Ordinal);

    public static IReadOnlyList<Route> All(ApiWorld world) =>
    [
        .. from endpoint in world.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
           from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           select new Route(method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null),
    ];

    /// <summary>The path with every parameter replaced.</summary>
    public string With(string value) => Parameter().Replace(Pattern, value);

    [GeneratedRegex("{[^}]+}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
