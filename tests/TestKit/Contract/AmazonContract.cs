using System.Collections.Concurrent;
using Accounts.Simulators.Control;

namespace Accounts.TestKit.Contract;

/// <summary>
/// Compares calls of the Amazon Ads API with Amazon's own OpenAPI documents: method, path, parameters, headers, media types and bodies of
/// requests, and media types and bodies of responses. The documents are in <c>Documents</c>, reduced to structure, with the source named.
/// Enumerations of responses are left out, because Amazon adds values.
/// </summary>
public sealed class AmazonContract
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _violations = new(StringComparer.Ordinal);

    /// <summary>How many calls of each documented operation were compared.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    public IEnumerable<string> OperationsWithoutCalls => ContractDocument.Names.Where(name => !_calls.ContainsKey(name));

    /// <summary>Each kind of violation once, with the first call that showed it.</summary>
    public IReadOnlyCollection<string> Violations => [.. _violations.Values];

    public void Check(Exchange exchange)
    {
        if (ContractDocument.Find(exchange.Method, exchange.Path) is not { } operation)
        {
            // Login with Amazon has no OpenAPI document; its rules are RFC 6749 and RFC 7636.
            if (!exchange.Path.StartsWith("/auth/o2/", StringComparison.Ordinal) && !exchange.Path.StartsWith("/ap/", StringComparison.Ordinal))
                Report($"{exchange.Method} {exchange.Path}", "no document has this operation");
            return;
        }

        _calls.AddOrUpdate(operation.Name, 1, (_, count) => count + 1);
        foreach (var violation in operation.RequestViolations(exchange)) Report(operation.Name, $"request: {violation}");
        if (exchange.Response is { } response)
            foreach (var violation in operation.ResponseViolations(response)) Report(operation.Name, $"response {response.Status}: {violation}");
    }

    private void Report(string operation, string violation) => _violations.TryAdd($"{operation} {violation}", $"{operation}: {violation}");
}
