using System.Globalization;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Sync;

/// <summary>Amazon responds with an error status.</summary>
public sealed class RefusedListingTests(ApiWorld world) : IClassFixture<ApiWorld>, IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await world.SettleAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("99999999999")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task A_throttled_call_without_a_valid_retry_after_is_retried_after_the_default_delay(string? retryAfter)
    {
        var run = await SyncAsync(() => Throttled(retryAfter, times: 2));

        (run.Status(), world.Listings()).ShouldBe(("success", 3));
    }

    [Fact]
    public async Task The_next_attempt_waits_for_the_retry_after_of_amazon()
    {
        var run = await SyncAsync(() => Throttled("2", times: 1));

        run.Status().ShouldBe("success");
        PauseBetweenCalls().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_retry_after_date_delays_the_next_attempt_until_that_date()
    {
        var run = await SyncAsync(() =>
            Throttled(TimeProvider.System.GetUtcNow().AddSeconds(4).ToString("R", CultureInfo.InvariantCulture), times: 1));

        run.Status().ShouldBe("success");
        PauseBetweenCalls().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_retry_after_of_two_days_fails_the_listing_without_a_retry()
    {
        var run = await SyncAsync(() => Throttled("172800", times: null));

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", "amazon.throttled", 1));
        await world.PassAsync(TimeSpan.FromMinutes(1)); // for so long nobody calls; the next test need not wait
    }

    [Theory]
    [InlineData(429, "amazon.throttled", 5)]
    [InlineData(408, "amazon.timeout", 5)]
    [InlineData(500, "amazon.unavailable", 5)]
    [InlineData(502, "amazon.unavailable", 5)]
    [InlineData(503, "amazon.unavailable", 5)]
    [InlineData(504, "amazon.unavailable", 5)]
    [InlineData(501, "amazon.unavailable", 1)]
    [InlineData(400, "amazon.rejected", 1)]
    [InlineData(403, "amazon.forbidden", 1)]
    [InlineData(404, "amazon.not_found", 1)]
    [InlineData(302, "amazon.invalid_answer", 1)]
    public async Task A_persistent_error_status_fails_the_listing_with_its_code_and_the_next_run_succeeds(int status, string code, int calls)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault
        {
            Route = Routes.ListAccounts,
            Kind = FaultKind.Status,
            Status = status,
            Body = "<html>secret</html>",
            ContentType = "text/html",
        });

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf(), world.Listings()).ShouldBe(("partial", code, calls));
        run.ToString().ShouldNotContain("secret");
        world.Amazon.ClearFaults();
        (await person.SyncAsync()).Status().ShouldBe("success");
    }

    [Fact]
    public async Task A_new_token_that_is_rejected_is_refreshed_once_and_the_listing_then_fails_with_no_access()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 401 });

        var run = await person.SyncAsync();

        (run.Status(), run.FailureOf()).ShouldBe(("partial", "amazon.no_access"));
        (world.Listings(), world.Amazon.Calls.Count(Routes.Token)).ShouldBe((2, 1));
        var connection = (await person.GetAsync("/api/v1/auth/status")).Json.GetProperty("connections")[0];
        connection.Text("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_token_that_amazon_rejects_once_is_refreshed_and_the_run_succeeds()
    {
        using var person = await world.ConnectedAsync("fabrikam");
        await world.PassAsync(TimeSpan.FromMinutes(1));
        world.Amazon.ClearCalls();
        world.Amazon.Inject(new Fault { Route = Routes.ListAccounts, Kind = FaultKind.Status, Status = 401, Times = 1 });

        var run = await person.SyncAsync();

        run.Status().ShouldBe("success");
        (world.Listings(), world.Amazon.Calls.Count(Routes.Token)).ShouldBe((2, 1));
    }

    private static Fault Throttled(string? retryAfter, int? times) => new()
    {
        Route = Routes.ListAccounts,
        Kind = FaultKind.Status,
        Status = 429,
        Headers = Header("Retry-After", retryAfter),
        Body = """{"message":"Too Many Requests"}""",
        Times = times,
    };

    private static Dictionary<string, string> Header(string name, string? value)
    {
        Dictionary<string, string> headers = [];
        if (value is not null) headers[name] = value;
        return headers;
    }

    /// <param name="fault">Made after the first sync, because some name a point in time.</param>
    private async Task<JsonElement> SyncAsync(Func<Fault> fault)
    {
        using var person = await world.ConnectedAsync("fabrikam");
        world.Amazon.ClearCalls();
        world.Amazon.Inject(fault());
        return await person.SyncAsync();
    }

    private TimeSpan PauseBetweenCalls()
    {
        var calls = world.Amazon.Calls.Recent.Where(c => c.Route == Routes.ListAccounts).ToArray();
        calls.Length.ShouldBe(2);
        return calls[1].At - calls[0].At;
    }
}
