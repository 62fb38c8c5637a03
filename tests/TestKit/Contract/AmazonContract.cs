using System.Collections.Concurrent;
using System.Diagnostics;
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

    /// <summary>The calls of all contracts of this process.</summary>
    public static ContractFigures Figures { get; } = new();

    /// <summary>False if the caller is a test of the simulator that sends what the documents do not allow.</summary>
    public bool ChecksRequests { get; init; } = true;

    /// <summary>How many calls of each documented operation were compared.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    public IEnumerable<string> OperationsWithoutCalls => ContractDocument.Names.Where(name => !_calls.ContainsKey(name));

    /// <summary>Each kind of violation once, with the first call that showed it.</summary>
    public IReadOnlyCollection<string> Violations => [.. _violations.Values];

    /// <summary>Never throws: the simulator calls it while it answers.</summary>
    public void Check(Exchange exchange)
    {
        var started = Stopwatch.GetTimestamp();
        var operation = ContractDocument.Find(exchange.Method, exchange.Path);
        try
        {
            if (operation is not null) Check(operation, exchange);
            else if (ChecksRequests && !Uncovered.Covers(exchange)) Report($"{exchange.Method} {exchange.Path}", "no document has this operation");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Report($"{exchange.Method} {exchange.Path}", $"the check failed: {e}");
        }

        Figures.Count(operation?.Name ?? Uncovered.NameOf(exchange), exchange.Response is not null, Stopwatch.GetElapsedTime(started));
    }

    private void Check(ContractOperation operation, Exchange exchange)
    {
        _calls.AddOrUpdate(operation.Name, 1, (_, count) => count + 1);
        if (ChecksRequests)
            foreach (var violation in operation.RequestViolations(exchange)) Report(operation.Name, $"request: {violation}");
        if (exchange.Response is { } response)
            foreach (var violation in operation.ResponseViolations(response)) Report(operation.Name, $"response {response.Status}: {violation}");
    }

    private void Report(string operation, string violation) => _violations.TryAdd($"{operation} {violation}", $"{operation}: {violation}");
}
