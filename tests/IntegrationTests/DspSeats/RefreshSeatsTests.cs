using System.Net;
using System.Text;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

public sealed class RefreshSeatsTests(SeatsWorld world) : IClassFixture<SeatsWorld>
{
    [Fact]
    public async Task A_refresh_reads_the_seats_now_and_is_audited()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        world.Northwind.Seats = new SeatsBehaviour { Exchanges = 3, Edition = 2 };

        var answer = await person.RefreshAsync(advertiser, """{"force":true,"include_sync_log":true}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (answer.Json.GetProperty("success").GetBoolean(), answer.Json.GetProperty("seats_updated").GetInt32()).ShouldBe((true, 3));
        var log = answer.Json.GetProperty("sync_log");
        (log.Text("id"), log.Text("sync_status"), log.Text("completed_at")).ShouldBe(
            (answer.Json.Text("sync_log_id"), "success", answer.Json.Text("last_sync")));
        var page = await person.ReadAsync(advertiser);
        (page.GetProperty("cached").GetBoolean(), page.Exchanges().Length, world.Reads).ShouldBe((true, 3, 2));
        (await AuditedAsync(person)).ShouldBe($"success {await world.UserIdAsync(person)} {answer.Json.Text("sync_log_id")}");
    }

    [Fact]
    public async Task A_failed_refresh_is_audited_as_a_failure()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        world.Northwind.Seats = new SeatsBehaviour { IsDenied = true };

        await person.RefreshAsync(advertiser);

        (await AuditedAsync(person)).ShouldBe(
            $"failure dsp.access_denied {await world.UserIdAsync(person)} {await NewestReadAsync(person, advertiser)}");
    }

    [Fact]
    public async Task A_refresh_whose_caller_leaves_is_audited_as_not_finished()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        using var leaving = new CancellationTokenSource();
        using (world.Amazon.Hold(Routes.ListSeats))
        {
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Authorization = new("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
            using var body = new StringContent("""{"force":true}""", Encoding.UTF8, "application/json");
            var cut = client.PostAsync(new Uri(world.Address, $"{Seats.Dsp}/{advertiser}/seats/refresh"), body, leaving.Token);
            await Eventually.IsTrueAsync(() => world.Reads == 1);
            await leaving.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(cut);
            await Eventually.IsTrueAsync(async () => await AuditedAsync(person) is not null);
        }

        await Eventually.IsTrueAsync(async () => await NewestReadAsync(person, advertiser) is not null);
        (await AuditedAsync(person)).ShouldBe(
            $"failure seats.not_finished {await world.UserIdAsync(person)} {await NewestReadAsync(person, advertiser)}");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"force":false}""")]
    public async Task Without_force_a_snapshot_that_is_not_old_is_kept(string? body)
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);

        var answer = await person.RefreshAsync(advertiser, body);

        (answer.Status, answer.Json.GetProperty("seats_updated").GetInt32(), world.Reads).ShouldBe((HttpStatusCode.OK, 5, 1));
        answer.Json.TryGetProperty("sync_log", out var __).ShouldBeFalse();
    }

    [Fact]
    public async Task A_second_refresh_is_refused_while_the_first_one_runs_and_allowed_right_after_it()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        Task<ApiAnswer> first;
        using (world.Amazon.Hold(Routes.ListSeats))
        {
            first = person.RefreshAsync(advertiser);
            await Eventually.IsTrueAsync(() => world.Reads == 1);

            var second = await person.RefreshAsync(advertiser);

            (second.Status, second.Code).ShouldBe((HttpStatusCode.Conflict, "seats.sync_running"));
            second.Json.Text("sync_log_id").ShouldNotBeNull();
        }

        (await first).Status.ShouldBe(HttpStatusCode.OK);
        (await person.RefreshAsync(advertiser)).Status.ShouldBe(HttpStatusCode.OK);
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.auth_audit_log where event_type = 'seats.refresh' and user_id = $1", await world.UserIdAsync(person)))
            .ShouldBe(2);
    }

    [Fact]
    public async Task A_refresh_that_amazon_cannot_serve_says_when_to_retry_and_changes_nothing()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var user = await world.UserIdAsync(person);
        await person.ReadAsync(advertiser);
        var stored = await world.StoredAsync(advertiser, user);
        world.Amazon.Inject(new Fault { Route = Routes.ListSeats, Kind = FaultKind.Status, Status = 503 });

        var answer = await person.RefreshAsync(advertiser);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.ServiceUnavailable, "amazon.unavailable"));
        answer.Headers.ShouldContainKey("Retry-After");
        (await world.StoredAsync(advertiser, user)).ShouldBe(stored);
        (await person.HistoryAsync(advertiser)).Json.GetProperty("sync_history")[0].Text("error_code").ShouldBe("amazon.unavailable");
    }

    [Fact]
    public async Task The_history_has_every_read_newest_first_under_both_names()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        await person.ReadAsync(advertiser);
        await person.RefreshAsync(advertiser);
        world.Northwind.Seats = new SeatsBehaviour { IsDenied = true };
        await person.RefreshAsync(advertiser);

        var history = (await person.HistoryAsync(advertiser)).Json;

        history.GetProperty("sync_history").GetRawText().ShouldBe(history.GetProperty("history").GetRawText());
        (history.GetProperty("total_count").GetInt32(), history.GetProperty("total").GetInt32(), history.GetProperty("limit").GetInt32())
            .ShouldBe((3, 3, 10));
        history.GetProperty("history").EnumerateArray().Select(r => (r.Text("sync_status"), r.GetProperty("seats_retrieved").GetInt32(),
                r.GetProperty("exchanges_count").GetInt32(), r.GetProperty("seats_found").GetInt32(), r.GetProperty("seats_updated").GetInt32()))
            .ShouldBe([("failed", 0, 0, 0, 0), ("success", 5, 5, 5, 5), ("success", 5, 5, 5, 5)]);
        (await person.HistoryAsync(advertiser, "?status_filter=failed&limit=1")).Json.GetProperty("history")[0].Text("error_message")
            .ShouldNotBeNullOrEmpty();
        (await person.HistoryAsync(advertiser, "?limit=1&offset=2")).Json.GetProperty("history").GetArrayLength().ShouldBe(1);
        foreach (var query in (string[])["?limit=0", "?limit=101", "?offset=10001", "?status_filter=never"])
            (await person.HistoryAsync(advertiser, query)).Status.ShouldBe(HttpStatusCode.BadRequest, query);
    }

    [Fact]
    public async Task A_repeated_idempotency_key_reads_the_seats_once()
    {
        var (person, advertiser) = await world.StartAsync();
        using var _ = person;
        var path = $"{Seats.Dsp}/{advertiser}/seats/refresh";

        var first = await person.SendAsync(HttpMethod.Post, path, """{"force":true}""", null, null, ("Idempotency-Key", "one"));
        var second = await person.SendAsync(HttpMethod.Post, path, """{"force":true}""", null, null, ("Idempotency-Key", "one"));

        (first.Status, second.Text, world.Reads).ShouldBe((HttpStatusCode.OK, first.Text, 1));
        second.Headers["Idempotent-Replayed"].ShouldBe("true");
    }

    private async Task<string?> AuditedAsync(Person person) => await world.Database.Owner.ScalarAsync<string>(
        """
        select concat_ws(' ', event_status, error_code, actor ->> 'user', metadata ->> 'sync_log_id') from public.auth_audit_log
        where event_type = 'seats.refresh' and user_id = $1
        """,
        await world.UserIdAsync(person));

    private static async Task<string?> NewestReadAsync(Person person, string advertiser) =>
        (await person.HistoryAsync(advertiser)).Json.GetProperty("history").EnumerateArray().Select(read => read.Text("id")).FirstOrDefault();
}
