using System.Globalization;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using FsCheck;
using FsCheck.Fluent;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>
/// Random creations, changes and lists, with lost calls, lost responses, refusals and killed instances: after a final live list the stored
/// campaigns are those of Amazon, and none exists twice. <c>ACCOUNTS_CAMPAIGNS</c> asks for more sequences.
/// </summary>
public sealed class RandomCampaignsTests(CampaignsWorld world, ITestOutputHelper output) : IClassFixture<CampaignsWorld>
{
    private const int Names = 4;

    private enum Step
    {
        Create,
        CreateActive,
        ChangeKpi,
        ChangeBudget,
        Enable,
        Refused,
        List,
        AtAmazon,
    }

    private enum Trouble
    {
        None,
        Before,
        After,
        Stall,
        StallAfter,
        Throttle,
        Kill,
    }

    [Fact]
    public async Task Stored_campaigns_match_amazon_after_random_changes_and_faults()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("ACCOUNTS_CAMPAIGNS") ?? "3", CultureInfo.InvariantCulture);
        var step = from what in Gen.Elements(Enum.GetValues<Step>())
                   from trouble in Gen.Frequency((12, Gen.Elements(Enum.GetValues<Trouble>()[..^1])), (1, Gen.Constant(Trouble.Kill)))
                   from name in Gen.Choose(0, Names - 1)
                   select (what, trouble, name);
        var sequences = Gen.Sample(step.ListOf(14), count, new Rnd(20261128, 1), size: 14).ToArray();
        foreach (var sequence in sequences)
        {
            output.WriteLine(string.Join(", ", sequence));
            await PlayAsync([.. sequence], string.Join(", ", sequence));
        }
    }

    private async Task PlayAsync(IReadOnlyList<(Step What, Trouble Trouble, int Name)> steps, string story)
    {
        using var client = await world.StartAsync();
        await client.ListAsync();
        world.Campaigns.Delay = TimeSpan.FromMilliseconds(50);
        foreach (var (what, trouble, name) in steps)
        {
            Inject(what is Step.Create or Step.CreateActive or Step.Refused ? Routes.CreateCampaigns
                : what == Step.List ? Routes.QueryCampaigns : Routes.UpdateCampaigns, trouble);
            if (trouble == Trouble.Kill) await KillDuringAsync(client, what, name);
            else await DoAsync(client, what, name, instance: null);
        }

        world.Amazon.ClearFaults();
        await Eventually.IsTrueAsync(async () => await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from accounts_internal.jobs where kind like 'campaign_%' and status in ('queued', 'running')") == 0, story);
        world.Campaigns.Delay = TimeSpan.Zero;
        await ShouldKnowItsOwnAsync(client, story);
        await Eventually.IsTrueAsync(async () =>
        {
            var stored = (await client.ListAsync("?live=true")).Select(Line).Order();
            return stored.SequenceEqual(client.AtAmazon.Select(Line).Order());
        }, $"{story}\n{string.Join('\n', client.AtAmazon.Select(Line))}");
        var created = client.AtAmazon.Where(c => c.Name != "elsewhere").Select(c => c.Name).ToArray();
        created.Distinct().Count().ShouldBe(created.Length, story);
    }

    /// <summary>Without another read from Amazon, each campaign that this service created is stored as Amazon has it, and was audited once.</summary>
    private static async Task ShouldKnowItsOwnAsync(CampaignsClient client, string story)
    {
        var own = client.AtAmazon.Where(c => c.Name != "elsewhere").ToArray();
        var stored = own.Length == 0 ? [] : await client.ListAsync();
        foreach (var campaign in own) stored.Select(Line).ShouldContain(Line(campaign), story);
        (await client.AuditAsync("campaign.create")).Count(a => a.StartsWith("success", StringComparison.Ordinal)).ShouldBe(own.Length, story);
    }

    private void Inject(string route, Trouble trouble)
    {
        world.Amazon.ClearFaults();
        var fault = trouble switch
        {
            Trouble.Before => new Fault { Route = route, Kind = FaultKind.Status, Status = 503, Times = 1 },
            Trouble.After => new Fault { Route = route, Kind = FaultKind.Status, Status = 500, DoWork = true, Times = 1 },
            Trouble.Stall => new Fault { Route = route, Kind = FaultKind.Stall, Times = 1 },
            Trouble.StallAfter or Trouble.Kill => new Fault { Route = route, Kind = FaultKind.Stall, DoWork = true, Times = 1 },
            Trouble.Throttle => new Fault { Route = route, Kind = FaultKind.Status, Status = 429, Times = 1 },
            _ => null,
        };
        if (fault is not null) world.Amazon.Inject(fault);
    }

    private async Task KillDuringAsync(CampaignsClient client, Step what, int name)
    {
        var process = await world.StartProcessAsync(("Idempotency:Lease", "00:00:01"), ("Resilience:AttemptTimeout", "00:00:30"));
        var calls = Calls();
        var lost = DoAsync(client, what, name, process.Address);
        await Eventually.IsTrueAsync(() => lost.IsCompleted || Calls() > calls);
        await process.KillAsync();
        await Task.WhenAny(lost); // it fails, or was done before
    }

    private int Calls() => new[] { Routes.CreateCampaigns, Routes.UpdateCampaigns, Routes.QueryCampaigns }.Sum(world.Amazon.Calls.Count);

    /// <summary>Each name is created with one key, again and again: only one campaign may come of it.</summary>
    private static async Task DoAsync(CampaignsClient client, Step what, int name, Uri? instance)
    {
        var called = $"{client.Name} {name}";
        var id = client.AtAmazon.FirstOrDefault(c => c.Name == called)?.Id ?? client.AtAmazon.FirstOrDefault()?.Id ?? "1";
        var answer = what switch
        {
            Step.Create or Step.CreateActive => await client.CreateAsync(
                client.Body(name % 2 == 0 ? "" : ""","status":"active" """, called), instance, $"{client.Advertiser}-{name}"),
            Step.Refused => await client.CreateAsync(client.Body(called: "refused"), instance),
            Step.ChangeKpi => await client.ChangeAsync(HttpMethod.Patch, id, """{"kpi":"ROAS"}""", instance: instance),
            Step.ChangeBudget => await client.ChangeAsync(HttpMethod.Patch, id, $$"""{"budget":{{100 + name}}}""", instance: instance),
            Step.Enable => await client.ChangeAsync(HttpMethod.Patch, id, """{"status":"active"}""", instance: instance),
            Step.AtAmazon => AddAtAmazon(client),
            _ => await client.Person.GetAsync($"{client.Path}?live=true", instance),
        };
        if (answer is not null) ((int)answer.Status is < 500 or > 501).ShouldBeTrue($"{what}: {answer.Text}");
    }

    private static ApiAnswer? AddAtAmazon(CampaignsClient client)
    {
        client.AddAtAmazon(called: "elsewhere");
        return null;
    }

    private static string Line(System.Text.Json.JsonElement c) => string.Create(CultureInfo.InvariantCulture,
        $"{c.Text("campaign_id")} {c.Text("campaign_name")} {c.GetProperty("metadata").Text("state")} "
        + $"{c.GetProperty("budget").GetDecimal():0.00} {c.GetProperty("metadata").Text("kpi")}");

    private static string Line(WorldCampaign c) => string.Create(CultureInfo.InvariantCulture,
        $"{c.Id} {c.Name} {c.State} "
        + $"{(decimal)c.Content["flights"]![0]!["budget"]!["budgetValue"]!["monetaryBudgetValue"]!["monetaryBudget"]!["value"]!:0.00} "
        + $"{(string?)c.Content["optimizations"]!["goalSettings"]!["kpi"]}");
}
