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
internal sealed class DeclaredProblems : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Requests = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private static readonly ConcurrentDictionary<(int Port, string Finding), bool> Undeclared = [];

    /// <summary>Is active until the process ends.</summary>
    public static void Start() => DiagnosticListener.AllListeners.Subscribe(new DeclaredProblems());

    /// <summary>The operations of an instance that returned an undeclared problem, with the problem's status and code.</summary>
    public static IEnumerable<string> MissingOf(Uri instance) => Undeclared.Keys.Where(f => f.Port == instance.Port).Select(f => f.Finding);

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore") value.Subscribe(this, (name, _, _) => name.StartsWith(Requests, StringComparison.Ordinal));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is not { Key: Requests + ".Stop", Value: HttpContext http }) return;
        if (Activity.Current?.GetTagItem(ProblemResult.CodeTag) is not string code) return;

        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        var isDeclared = IsOperation(endpoint)
            ? OperationErrors.Of([.. endpoint!.Metadata]).Any(e => e.Status == http.Response.StatusCode && e.Error.Code == code)
            : OperationErrors.BeforeRoutes.Any(e => e.Code == code);
        if (!isDeclared)
            Undeclared.TryAdd((http.Connection.LocalPort, $"{http.Request.Method} {NameOf(endpoint)}: {http.Response.StatusCode} {code}"), true);
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
}
