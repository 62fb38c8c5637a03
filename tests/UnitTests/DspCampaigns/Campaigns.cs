using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;

namespace Accounts.UnitTests.DspCampaigns;

internal static class Campaigns
{
    public static readonly DateTimeOffset Now = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

    public static CampaignInput Input => new()
    {
        Name = "Spring",
        Budget = 5_000m,
        StartDate = Day(1),
        EndDate = Day(30),
        Kpi = "REACH",
        Currency = "USD",
        Country = "US",
    };

    public static DateOnly Day(int fromToday) => DateOnly.FromDateTime(Now.UtcDateTime).AddDays(fromToday);

    public static CampaignFlight Flight(string id, int start, int end, decimal budget) =>
        new(id, null, Now.AddDays(start), Now.AddDays(end), budget);

    public static DspCampaign With(params CampaignFlight[] flights) => DspCampaign.Adopt(UserId.New(), AccountId.New(), Amazon(flights));

    public static AmazonCampaign Amazon(params CampaignFlight[] flights) => new(
        "c1", "Spring", "PAUSED", "USD",
        new CampaignDetails("PAUSED", "REACH", 2m, "AWARENESS", "SPEND_BUDGET_IN_FULL", "US") { Flights = flights }, Now, Now);

    public static string[] Pointers(Error error) => [.. error.Fields.Select(f => f.Pointer)];
}
