using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Frontend;

/// <summary>The seats tab of a DSP account: A9, A10, and the history of group B.</summary>
[Collection(nameof(FrontendWorld))]
public sealed class SeatsPageTests(FrontendWorld world)
{
    private const string Page =
        """
        {
          "advertiserSeats": [{ "advertiserId": "string", "currentSeats": [{
            "exchangeId": "string", "exchangeName": "string", "dealCreationId": "string|null", "spendTrackingId": "string|null" }] }],
          "nextToken": "string|null", "timestamp": "time", "cached": "boolean", "syncStatus": "success|partial|failed|never"
        }
        """;

    [Fact]
    public async Task The_seats_of_the_row_that_was_opened()
    {
        var (page, id) = await OpenAsync();

        var first = (await page.BearerAsync($"GET /accounts/dsp/{id}/seats?max_results=10")).ShouldHaveShape(Page);
        first.GetProperty("advertiserSeats")[0].Text("advertiserId").ShouldBe(id);
        var token = Uri.EscapeDataString(first.Text("nextToken")!);
        var second = (await page.BearerAsync($"GET /accounts/dsp/{id}/seats?max_results=10&next_token={token}"))
            .ShouldHaveShape(Page);
        second.GetProperty("advertiserSeats")[0].GetProperty("currentSeats").GetArrayLength().ShouldBe(2);
        var filtered = (await page.BearerAsync($"GET /accounts/dsp/{id}/seats?max_results=10&exchange_ids=1&exchange_ids=2")).ShouldHaveShape(Page);
        filtered.GetProperty("advertiserSeats")[0].GetProperty("currentSeats").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_refresh_and_the_history_of_reads()
    {
        var (page, id) = await OpenAsync();

        (await page.BearerAsync($"POST /accounts/dsp/{id}/seats/refresh", """{"force":true,"include_sync_log":false}"""))
            .ShouldHaveShape("""{ "success": "boolean", "seats_updated": "number", "last_sync": "time", "sync_log_id": "id" }""");
        (await page.BearerAsync($"GET /accounts/dsp/{id}/seats/sync-history")).ShouldHaveShape(
            """
            {
              "sync_history": [{ "id": "id", "sync_status": "success|failed|partial", "seats_retrieved": "number", "exchanges_count": "number",
                "error_message": "string|null", "created_at": "time" }],
              "total_count": "number", "limit": "number", "offset": "number",
              "history": [{ "id": "id", "advertiser_id": "string", "sync_status": "success|failed|partial", "seats_found": "number",
                "seats_updated": "number", "error_message": "string|null", "started_at": "time", "completed_at": "time|null", "metadata": {} }],
              "total": "number"
            }
            """);
    }

    private async Task<(FrontendPage Page, string Advertiser)> OpenAsync()
    {
        world.Amazon.World("northwind").Seats = new SeatsBehaviour { Exchanges = 12 };
        var page = await world.ConnectedPageAsync();
        var rows = (await page.BearerAsync("GET /accounts/dsp")).Json.GetProperty("accounts");
        return (page, rows[0].Text("amazon_account_id")!);
    }
}
