using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspCampaigns;

/// <summary>An Amazon login with DSP advertisers, and instances that wait shortly after a lost response.</summary>
public class CampaignsWorld(TestServers servers) : ApiWorld(servers)
{
    public const string Login = "northwind";

    private int _names;

    internal WorldCampaigns Campaigns => Amazon.World(Login).Campaigns;

    protected override SimulatorOptions Simulated => new() { Accounts = 5, Agencies = 3, AdvertisersPerAgency = 12, Managers = 0 };

    protected override (string Name, string Value)[] Changes =>
    [
        ("DspCampaigns:SettleAfter", "00:00:00.500"), ("DspCampaigns:ChangeLease", "00:00:03"), ("Jobs:FirstBackoff", "00:00:00.200"),
        ("Jobs:Lease", "00:00:02"), ("Resilience:AttemptTimeout", "00:00:03"), ("Resilience:RequestDeadline", "00:00:06"),
    ];

    /// <summary>A connected person and one of its advertisers, which no other test of the world uses.</summary>
    internal async Task<CampaignsClient> StartAsync()
    {
        var person = await this.ConnectedAsync(Login);
        var number = Interlocked.Increment(ref _names);
        var advertisers = (await person.ListAsync("account_type=dsp&sort=name")).Select(a => a.Text("amazon_account_id")!).ToArray();
        return new CampaignsClient(this, person, advertisers[number % advertisers.Length], $"Spring {number}");
    }
}

/// <summary>A person who works on the campaigns of one advertiser.</summary>
internal sealed class CampaignsClient(CampaignsWorld world, Person person, string advertiser, string name) : IDisposable
{
    public Person Person => person;

    public string Advertiser => advertiser;

    public string Name => name;

    public string Path => $"/api/v1/accounts/dsp/{advertiser}/campaigns";

    /// <summary>What Amazon has of the advertiser now, visible or not.</summary>
    public WorldCampaign[] AtAmazon => [.. world.Campaigns.All.Where(c => c.AdvertiserId == advertiser)];

    public static string Day(int fromToday) =>
        TimeProvider.System.GetUtcNow().AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public string Body(string more = "", string? called = null) =>
        $$"""{"name":"{{called ?? name}}","budget":5000.50,"start_date":"{{Day(1)}}","end_date":"{{Day(30)}}","kpi":"REACH"{{more}}}""";

    public Task<ApiAnswer> CreateAsync(string? body = null, Uri? instance = null, string? key = null) => person.SendAsync(
        HttpMethod.Post, Path, body ?? Body(), instance, null, key is null ? [] : [("Idempotency-Key", key)]);

    public Task<ApiAnswer> ChangeAsync(HttpMethod method, string id, string body, string? ifMatch = null, Uri? instance = null) => person.SendAsync(
        method, $"{Path}/{id}", body, instance, null, ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<ApiAnswer> PatchAsync(string id, string body, string? ifMatch = null) => ChangeAsync(HttpMethod.Patch, id, body, ifMatch);

    /// <summary>Starts a change and closes the connection when the token is cancelled.</summary>
    public async Task AbandonAsync(string id, string body, CancellationToken ct)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri(world.Address, $"{Path}/{id}"));
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        request.Headers.Authorization = new("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        using var response = await http.SendAsync(request, ct);
    }

    public async Task<JsonElement> CreatedAsync(string more = "", string? called = null)
    {
        var answer = await CreateAsync(Body(more, called));
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return answer.Json;
    }

    public async Task<JsonElement> GetAsync(string id, string query = "")
    {
        var answer = await person.GetAsync($"{Path}/{id}{query}");
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    public async Task<JsonElement[]> ListAsync(string query = "", Uri? instance = null)
    {
        var answer = await person.GetAsync(Path + query, instance);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return [.. answer.Json.GetProperty("campaigns").EnumerateArray()];
    }

    /// <summary>Adds a campaign as somebody does at Amazon.</summary>
    public WorldCampaign AddAtAmazon(string state = "ENABLED", decimal budget = 100, string? called = null) => world.Campaigns.Add(advertiser,
        JsonNode.Parse($$"""
            {"adProduct":"AMAZON_DSP","name":"{{called ?? name}}","state":"{{state}}","countries":["US"],
             "flights":[{"startDateTime":"{{Day(-5)}}T08:30:00Z","endDateTime":"{{Day(20)}}T23:00:00Z","budget":{"budgetType":"MONETARY",
                "budgetValue":{"monetaryBudgetValue":{"monetaryBudget":{"value":{{budget.ToString(CultureInfo.InvariantCulture)}} } } } } }],
             "optimizations":{"bidSettings":{"bidStrategy":"SPEND_BUDGET_IN_FULL"},"goalSettings":{"kpi":"REACH"} } }
            """)!.AsObject());

    public async Task<string[]> AuditAsync(string type) => (await world.Database.Owner.ScalarAsync<string[]>(
        """
        select array(select concat_ws(' ', event_status, error_code, metadata::text) from public.auth_audit_log
                     where user_id = $1 and event_type = $2 order by created_at)
        """, await world.UserIdAsync(person), type))!;

    public void Dispose() => person.Dispose();
}

internal static class CreatingCampaigns
{
    /// <summary>Creates a campaign of the person's first advertiser, and lists its campaigns.</summary>
    public static async Task CreateCampaignAsync(this Person person)
    {
        var advertiser = (await person.ListAsync("account_type=dsp"))[0].Text("amazon_account_id");
        var (start, end) = (CampaignsClient.Day(1), CampaignsClient.Day(9));
        var body = $$"""{"name":"Spring","budget":10,"start_date":"{{start}}","end_date":"{{end}}","kpi":"REACH"}""";
        var campaigns = $"/api/v1/accounts/dsp/{advertiser}/campaigns";
        var answer = await person.SendAsync(HttpMethod.Post, campaigns, body);
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        (await person.GetAsync(campaigns)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
