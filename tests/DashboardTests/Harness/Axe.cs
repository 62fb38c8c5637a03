using System.Text.Json;

namespace Accounts.DashboardTests.Harness;

/// <summary>Checks a page with axe-core, from the dashboard's own packages.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Path.Combine(Hosting.Repository.Root, "src/Dashboard/node_modules/axe-core/axe.min.js")));

    private const string Run = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations";

    /// <summary>Returns what is wrong, one line for each element.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(this DashboardPage page)
    {
        // Evaluated by the debugger, so the content security policy does not apply.
        await page.Page.EvaluateAsync(Script.Value);
        var violations = await page.Page.EvaluateAsync<JsonElement>(Run);
        return [.. violations.EnumerateArray().SelectMany(Lines)];
    }

    private static IEnumerable<string> Lines(JsonElement violation) =>
        from node in violation.GetProperty("nodes").EnumerateArray()
        let target = string.Join(' ', node.GetProperty("target").EnumerateArray())
        select $"{violation.GetProperty("id").GetString()}: {target}: {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")} "
            + $"({violation.GetProperty("helpUrl").GetString()})";
}
