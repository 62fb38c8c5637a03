using System.Collections.Concurrent;
using System.Diagnostics;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Accounts.IntegrationTests.Harness;

/// <summary>
/// Compares every problem that an instance in this process returns with the errors that its operation declares. The API description lists
/// exactly these, so a test that provokes another one shows that the description is incomplete.
/// </summary>
internal sealed class DeclaredProblems(DiagnosticListener instance) : IObserver<KeyValuePair<string, object?>>
{
    private const string Requests = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private static readonly ConcurrentDictionary<(DiagnosticListener Instance, string Finding), bool> Undeclared = [];

    /// <summary>Is active until the process ends.</summary>
    public static void Start() => DiagnosticListener.AllListeners.Subscribe(new Instances());

    /// <summary>
    /// The operations of an instance that returned an undeclared problem, with the problem's status and code. Each instance has its own
    /// listener. A port does not identify an instance, because the system reuses ports.
    /// </summary>
    public static IEnumerable<string> MissingOf(DiagnosticListener instance) =>
        Undeclared.Keys.Where(f => f.Instance == instance).Select(f => f.Finding);

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: Requests + ".Stop", Value: HttpContext http }) return;
        if (Activity.Current?.GetTagItem(ProblemResult.CodeTag) is not string code) return;

        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        var isDeclared = IsOperation(endpoint)
            ? OperationErrors.Of([.. endpoint!.Metadata]).Any(e => e.Status == http.Response.StatusCode && e.Error.Code == code)
            : OperationErrors.BeforeRoutes.Any(e => e.Code == code);
        if (!isDeclared)
            Undeclared.TryAdd((instance, $"{http.Request.Method} {NameOf(endpoint)}: {http.Response.StatusCode} {code}"), true);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>Routing's own answers, such as a 405, are no operations, and neither are pages.</summary>
    private static bool IsOperation(Endpoint? endpoint) => endpoint is RouteEndpoint { Metadata.Count: > 0 }
        && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>()?.ExcludeFromDescription != true;

    private static string? NameOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint?.DisplayName;

    private sealed class Instances : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name != "Microsoft.AspNetCore") return;

            value.Subscribe(new DeclaredProblems(value), (name, _, _) => name.StartsWith(Requests, StringComparison.Ordinal));
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
