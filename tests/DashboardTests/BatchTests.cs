using System.Text.Json;
using System.Text.Json.Nodes;

namespace Accounts.DashboardTests;

/// <summary>What is done to several accounts at once, and how it is taken back.</summary>
public sealed class BatchTests(DashboardRun run) : DashboardTest(run.World)
{
    [Fact]
    public async Task Disconnecting_twelve_accounts_can_be_undone_for_more_than_ten_seconds_and_both_are_in_the_audit_log()
    {
        var person = await ConnectedPersonAsync();
        var page = await NewBrowserAsync();
        await page.SignInAsync(person);
        await page.Page.Clock.InstallAsync();
        await page.GoToAsync("/accounts?status=active");
        var before = await StatusesAsync(person);

        await SelectAsync(page, 12);
        await page.Region("Selection").GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();

        var undo = page.Button("Undo");
        await Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Disconnected 12 accounts" })).ToBeVisibleAsync();
        await Eventually.IsTrueAsync(async () => (await StatusesAsync(person)).Values.Count(status => status == "disconnected") == 12);
        await page.Page.Clock.RunForAsync("00:10");
        await undo.ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Dialog, new() { Name = "Undone: Disconnected 12 accounts" })).ToBeVisibleAsync();

        (await StatusesAsync(person)).ShouldBe(before, ignoreOrder: true);
        foreach (var change in (string[])["disconnect", "reconnect"])
        {
            await page.GoToAsync($"/audit?event=account.{change}");
            await Expect(page.Main).ToContainTextAsync("12 entries, newest first");
        }
    }

    [Fact]
    public async Task A_batch_lists_the_accounts_that_failed_with_their_reasons_and_retries_only_them()
    {
        const string Reason = "The account is locked.";
        var person = await ConnectedPersonAsync();
        var page = await OpenAsync(person, "/accounts?status=active");
        var sent = new List<string[]>();
        await page.Page.RouteAsync("**/api/v1/accounts/batch", async route =>
        {
            sent.Add(IdsOf(route.Request));
            if (sent.Count > 1) await route.ContinueAsync();
            else await FailLastAsync(route, 3, Reason);
        });

        await SelectAsync(page, 12);
        await page.Region("Selection").GetByRole(AriaRole.Button, new() { Name = "Disconnect" }).ClickAsync();
        var failures = page.Region("Failed changes");
        await Expect(failures).ToContainTextAsync("9 of 12 accounts disconnected, 3 failed.");
        await failures.GetByRole(AriaRole.Button, new() { Name = "See why" }).ClickAsync();
        await Expect(failures).ToContainTextAsync(Reason);
        await Expect(failures.GetByRole(AriaRole.Link)).ToHaveCountAsync(3);
        await failures.GetByRole(AriaRole.Button, new() { Name = "Retry 3 failed" }).ClickAsync();
        await Expect(failures).ToBeHiddenAsync();

        await Eventually.IsTrueAsync(async () => (await StatusesAsync(person)).Values.Count(status => status == "disconnected") == 12);
        sent.Count.ShouldBe(2);
        sent[1].ShouldBe(sent[0][^3..]);
    }

    /// <summary>Selects the first rows with two clicks.</summary>
    private static async Task SelectAsync(DashboardPage page, int count)
    {
        var boxes = page.Rows.GetByRole(AriaRole.Checkbox);
        await boxes.First.ClickAsync();
        await boxes.Nth(count - 1).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await Expect(page.Region("Selection")).ToContainTextAsync($"{count} selected");
    }

    private static async Task FailLastAsync(IRoute route, int count, string reason)
    {
        var ids = IdsOf(route.Request);
        var body = JsonNode.Parse(route.Request.PostData!)!;
        body["account_ids"] = JsonSerializer.SerializeToNode(ids[..^count]);
        var answer = await route.FetchAsync(new() { PostData = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()) });
        var result = JsonNode.Parse(await answer.TextAsync())!;
        foreach (var id in ids[^count..]) result["results"]!.AsArray().Add(Failed(id, reason));
        await route.FulfillAsync(new() { Response = answer, Body = result.ToJsonString() });
    }

    private static JsonObject Failed(string id, string reason) => new()
    {
        ["account_id"] = id,
        ["status"] = "error",
        ["data"] = null,
        ["error"] = new JsonObject { ["code"] = "account.locked", ["message"] = reason },
    };

    private static string[] IdsOf(IRequest request) => JsonElement.Parse(request.PostData!).GetProperty("account_ids").Deserialize<string[]>()!;

    private static async Task<IReadOnlyDictionary<string, string>> StatusesAsync(Person person) =>
        (await AccountsTests.AccountsAsync(person, "page_size=100")).EnumerateArray()
        .ToDictionary(account => account.GetProperty("id").GetString()!, account => account.GetProperty("account_status").GetString()!);
}
