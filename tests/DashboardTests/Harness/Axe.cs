using System.Text.Json;

namespace Accounts.DashboardTests.Harness;

/// <summary>Checks a page with axe-core, from the dashboard's own packages.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() =>
        File.ReadAllText(Path.Combine(Hosting.Repository.Root, "src/Dashboard/node_modules/axe-core/axe.min.js")));

    private const string Run = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations";

    public static async Task ShouldBeAccessibleAsync(this DashboardPage page)
    {
        // Evaluated by the debugger, so the content security policy does not apply.
        await page.Page.EvaluateAsync(Script.Value);
        var violations = await page.Page.EvaluateAsync<JsonElement>(Run);
        violations.EnumerateArray().SelectMany(Lines).ShouldBeEmpty($"{page.Path} at {page.Look} has violations of axe.");
    }

    private static IEnumerable<string> Lines(JsonElement violation) =>
        from node in violation.GetProperty("nodes").EnumerateArray()
        let target = string.Join(' ', node.GetProperty("target").EnumerateArray())
        select $"{violation.GetProperty("id").GetString()}: {target}: {node.GetProperty("failureSummary").GetString()?.ReplaceLineEndings(" ")} "
            + $"({violation.GetProperty("helpUrl").GetString()})";
}
