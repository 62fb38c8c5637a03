using Accounts.Simulators.Control;

namespace Accounts.TestKit.Contract;

/// <summary>The one list of what Amazon's documents do not cover. Calls of these operations are counted and not compared.</summary>
public static class Uncovered
{
    /// <summary>Each operation that is simulated without a document, and why it has none.</summary>
    public static IReadOnlyDictionary<string, string> Operations { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["GET /ap/oa"] = "the consent page of Login with Amazon has no OpenAPI document; its rules are RFC 6749 and RFC 7636",
        ["POST /ap/oa"] = "the form of the consent page is the simulator's own: Amazon does not describe it",
        ["POST /auth/o2/token"] = "the tokens of Login with Amazon have no OpenAPI document; their rules are RFC 6749",
        ["POST /dsp/v1/seats/advertisers/current/list"] = "Amazon publishes no document for seats; reports of calls describe the operation",
    };

    /// <summary>
    /// Statuses of documented operations that the documents leave out, although recorded traffic has them. The gateway in front of Amazon's
    /// services answers them, in a form of its own.
    /// </summary>
    public static IReadOnlySet<int> Statuses { get; } = new HashSet<int> { 400, 401, 403, 404, 406, 415, 429 };

    /// <summary>Whether a document has the operation.</summary>
    public static bool IsDocumented(string operation) =>
        operation.Split(' ') is [var method, var path] && ContractDocument.Find(method, path) is not null;

    internal static bool Covers(Exchange exchange) => Operations.ContainsKey(NameOf(exchange));

    internal static string NameOf(Exchange exchange) => $"{exchange.Method} {exchange.Path}";
}
