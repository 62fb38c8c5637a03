using System.Reflection;
using System.Text.Json;

namespace Accounts.TestKit.Contract;

/// <summary>The documented operations, read once from the embedded documents.</summary>
internal static class ContractDocument
{
    private static readonly ContractOperation[] Operations = [.. Read()];

    public static ContractOperation? Find(string method, string path) => Array.Find(Operations, o => o.Serves(method, path));

    public static IEnumerable<string> Names => Operations.Select(o => o.Name);

    private static IEnumerable<ContractOperation> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("Contract/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var document = JsonDocument.Parse(stream);
            var definitions = document.RootElement.GetProperty("$defs").GetRawText();
            foreach (var operation in document.RootElement.GetProperty("operations").EnumerateArray())
                yield return new ContractOperation(operation.Clone(), definitions);
        }
    }
}
