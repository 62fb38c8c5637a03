using System.Globalization;
using System.Net;

namespace Accounts.DashboardTests;

/// <summary>A campaign of a person's first advertiser, which the person changes without the dashboard.</summary>
internal sealed record DspCampaign(Person Person, string Advertiser, string Id)
{
    private string Path => $"{PathOf(Advertiser)}/{Id}";

    /// <summary>As an input of the form takes it.</summary>
    public static string Day(int fromToday) =>
        TimeProvider.System.GetUtcNow().AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static async Task<DspCampaign> CreateAsync(Person person, string name)
    {
        var advertiser = await person.AdvertiserAsync();
        var answer = await person.SendAsync(HttpMethod.Post, PathOf(advertiser),
            $$"""{"name":"{{name}}","budget":10,"start_date":"{{Day(1)}}","end_date":"{{Day(30)}}","kpi":"REACH"}""");
        answer.Status.ShouldBe(HttpStatusCode.Created, answer.Text);
        return new(person, advertiser, answer.Json.GetProperty("campaign_id").GetString()!);
    }

    public async Task ChangeAsync(string body)
    {
        var answer = await Person.SendAsync(HttpMethod.Patch, Path, body);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
    }

    public async Task<decimal> BudgetAsync() => (await Person.GetAsync(Path)).Json.GetProperty("budget").GetDecimal();

    private static string PathOf(string advertiser) => $"/api/v1/accounts/dsp/{advertiser}/campaigns";
}
