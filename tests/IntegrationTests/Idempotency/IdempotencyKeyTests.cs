using System.Net;
using Accounts.IntegrationTests.Registration;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Idempotency;

public sealed class IdempotencyKeyTests(RegistrationWorld world) : IClassFixture<RegistrationWorld>
{
    [Fact]
    public async Task An_equal_request_gets_the_same_response_from_every_instance_and_changes_nothing()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var other = await world.StartInstanceAsync();

        var first = await person.RegisterWithAsync("register-1", name);
        first.Status.ShouldBe(HttpStatusCode.Accepted, first.Text);
        first.IsReplayed().ShouldBeFalse();

        foreach (var repeated in new[] { await person.RegisterWithAsync("register-1", name),
            await person.RegisterWithAsync("\"register-1\"", name, other) })
        {
            (repeated.Status, repeated.Text, repeated.MediaType).ShouldBe((first.Status, first.Text, first.MediaType));
            repeated.Headers["Location"].ShouldBe(first.Headers["Location"]);
            repeated.IsReplayed().ShouldBeTrue();
        }

        (await world.RegistrationsAsync(name)).ShouldBe(1);
    }

    [Fact]
    public async Task A_key_serves_one_request_only()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        (await person.RegisterWithAsync("reused", name)).Status.ShouldBe(HttpStatusCode.Accepted);

        var another = await person.RegisterWithAsync("reused", name + " 2");

        (another.Status, another.Code).ShouldBe((HttpStatusCode.UnprocessableEntity, "idempotency.key_reused"));
        (await world.RegistrationsAsync(name + " 2")).ShouldBe(0);
    }

    [Fact]
    public async Task A_key_belongs_to_a_user_and_a_route()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        using var neighbour = await world.ConnectedAsync("contoso");
        (await person.RegisterWithAsync("shared", name)).Status.ShouldBe(HttpStatusCode.Accepted);

        var theirs = await neighbour.RegisterWithAsync("shared", name);
        var sync = await person.SyncWithAsync("shared");

        (theirs.Status, theirs.IsReplayed()).ShouldBe((HttpStatusCode.Accepted, false), theirs.Text);
        (sync.Status, sync.IsReplayed()).ShouldBe((HttpStatusCode.Accepted, false), sync.Text);
        await person.FollowAsync(sync.Json.Text("sync_id")!);
    }

    [Fact]
    public async Task Concurrent_equal_requests_do_the_work_once()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => person.RegisterWithAsync("at-once", name)));

        var done = answers.Where(a => a.Status == HttpStatusCode.Accepted).ToArray();
        done.Select(a => a.Text).Distinct().ShouldHaveSingleItem(string.Join('\n', answers.Select(a => $"{a.Status} {a.Code}")));
        foreach (var waiting in answers.Except(done))
        {
            (waiting.Status, waiting.Code).ShouldBe((HttpStatusCode.Conflict, "idempotency.in_progress"));
            waiting.Headers["Retry-After"].ShouldBe("1");
        }

        (await world.RegistrationsAsync(name)).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_in_progress_is_not_started_again_until_its_lease_expires()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        (await person.RegisterWithAsync("leased", name)).Status.ShouldBe(HttpStatusCode.Accepted);
        await world.CrashAsync("leased");
        await world.Database.Owner.ExecuteAsync("update accounts_internal.idempotency_keys set locked_until = app.now() + interval '1 hour'");

        (await person.RegisterWithAsync("leased", name)).Code.ShouldBe("idempotency.in_progress");
        (await person.RegisterWithAsync("leased", name + " 2")).Code.ShouldBe("idempotency.key_reused");
    }

    [Fact]
    public async Task A_registration_whose_response_was_not_stored_is_found_and_not_made_again()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var first = await person.RegisterWithAsync("crashed", name);
        await world.CrashAsync("crashed");

        var repeated = await person.RegisterWithAsync("crashed", name);

        (repeated.Status, repeated.Json.Text("account_id")).ShouldBe((HttpStatusCode.Accepted, first.Json.Text("account_id")), repeated.Text);
        repeated.IsReplayed().ShouldBeFalse();
        (await world.RegistrationsAsync(name)).ShouldBe(1);
        (await person.RegisterWithAsync("crashed", name)).IsReplayed().ShouldBeTrue();
    }

    [Fact]
    public async Task A_sync_whose_response_was_not_stored_is_found_and_not_started_again()
    {
        using var person = await world.ConnectedAsync("northwind");
        var first = (await person.SyncWithAsync("sync")).Json.Text("sync_id")!;
        await person.FollowAsync(first);
        await world.CrashAsync("sync");

        var repeated = await person.SyncWithAsync("sync");

        (repeated.Status, repeated.Json.Text("sync_id"), repeated.Json.Text("status")).ShouldBe((HttpStatusCode.Accepted, first, "success"));
        (await person.SyncWithAsync("sync")).Text.ShouldBe(repeated.Text);
    }

    [Fact]
    public async Task A_refused_request_leaves_its_key_free()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;

        (await person.RegisterWithAsync("corrected", name + " ")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await person.RegisterWithAsync("corrected", name)).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("two words")]
    [InlineData("long")]
    public async Task An_invalid_key_is_refused(string key)
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;

        var answer = await person.RegisterWithAsync(key == "long" ? new string('k', 256) : key, name);

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "idempotency.invalid_key"));
        (await world.RegistrationsAsync(name)).ShouldBe(0);
    }

    [Fact]
    public async Task Two_keys_are_refused()
    {
        using var person = world.NewPerson();

        var answer = await person.SendAsync(HttpMethod.Post, Synced.Runs, json: null, instance: null, token: null,
            ("Idempotency-Key", "one"), ("Idempotency-Key", "two"));

        answer.Code.ShouldBe("idempotency.invalid_key");
    }

    [Fact]
    public async Task Expired_keys_are_deleted_and_serve_again()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var first = await person.RegisterWithAsync("expired", name);
        await person.EndOfAsync(first.Json.Text("account_id")!);
        await person.FollowAsync((await person.SyncWithAsync("swept")).Json.Text("sync_id")!);
        await world.Database.Owner.ExecuteAsync(
            "update accounts_internal.idempotency_keys set created_at = app.now() - interval '25 hours' where key in ('expired', 'swept')");

        (await person.RegisterWithAsync("expired", name + " 2")).Status.ShouldBe(HttpStatusCode.Accepted);
        await world.Database.Owner.ExecuteAsync("select app.sweep_idempotency_keys('1 day')");

        (await world.CountOfAsync("select count(*)::int from accounts_internal.idempotency_keys where key = 'swept'")).ShouldBe(0);
    }
}
