using System.Net;
using System.Security.Cryptography;
using System.Text;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Users;

[Trait("Route", "pooler")]
public sealed class ClerkWebhookTests(ClerkWebhookTests.World world) : IClassFixture<ClerkWebhookTests.World>
{
    [Fact]
    public async Task A_new_user_is_stored_with_the_primary_email_address_and_truncated_names()
    {
        var user = NewId();
        var answer = await DeliverAsync(ClerkWebhooks.Event("user.created", user, 1000, $$"""
            "first_name":"{{new string('é', 300)}}","last_name":"🦉","primary_email_address_id":"b",
            "email_addresses":[{"id":"a","email_address":"a@example.com"},{"id":"b","email_address":"b@example.com"},{"id":"c",
            "email_address":"c@example.com"}]
            """));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        answer.Json.GetProperty("event_type").GetString().ShouldBe("user.created");
        (await ColumnAsync("email", user)).ShouldBe("b@example.com");
        (await ColumnAsync("first_name", user))!.Length.ShouldBe(100);
        (await ColumnAsync("last_name", user)).ShouldBe("🦉");
    }

    [Theory]
    [InlineData("\\ud83d", "")]
    [InlineData("A\\udc00\\ud83dB", "AB")]
    [InlineData("\\ud83d\\ud83d\\udc4f", "👏")]
    [InlineData("A\\u0000\\\\ud83d", "A\\ud83d")]
    [InlineData("A\\uD83D", "A")]
    public async Task Text_is_stored_without_unpaired_surrogates_and_control_characters(string sent, string stored)
    {
        var user = NewId();
        var answer = await DeliverAsync(ClerkWebhooks.Event("user.created", user, 1000, $$"""
            "first_name":"{{sent}}","last_name":"{{sent}}","image_url":"https://x/{{sent}}","{{sent}}":"{{sent}}",
            "primary_email_address_id":"{{sent}}",
            "email_addresses":[{"id":"{{sent}}","email_address":"{{sent}}@example.com","{{sent}}":[{"{{sent}}":1}]}]
            """));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        (await ColumnAsync("coalesce(first_name, '')", user)).ShouldBe(stored);
        (await ColumnAsync("coalesce(last_name, '')", user)).ShouldBe(stored);
        (await ColumnAsync("profile_image_url", user)).ShouldBe("https://x/" + stored);
        (await ColumnAsync("email", user)).ShouldBe(stored + "@example.com");
    }

    [Theory]
    [InlineData("user.created", "user_\\ud83d23456789012345678")]
    [InlineData("user.created", "user_\\u000023456789012345678")]
    [InlineData("user.created", "")]
    [InlineData("user.deleted", "\\ud83d")]
    [InlineData("user.created\\ud83d", "user_123456789012345678")]
    [InlineData("\\u0000", "user_123456789012345678")]
    [InlineData("", "user_123456789012345678")]
    public async Task An_id_or_type_that_is_not_clean_text_is_refused(string type, string user)
    {
        var answer = await DeliverAsync(ClerkWebhooks.Event(type, user, 1000, "\"first_name\":\"x\""));

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.BadRequest, "webhook.unreadable"));
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused() =>
        (await DeliverAsync([.. "{\"type\":\"user.created\",\"x\":\""u8, 0xFF, .. "\"}"u8])).Status.ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_user_can_have_no_email_address_or_share_one()
    {
        foreach (var members in new[] { "\"email_addresses\":[],\"primary_email_address_id\":null",
            "\"primary_email_address_id\":\"a\",\"email_addresses\":[{\"id\":\"a\",\"email_address\":\"same@example.com\"}]",
            "\"primary_email_address_id\":\"a\",\"email_addresses\":[{\"id\":\"a\",\"email_address\":\"same@example.com\"}]" })
        {
            (await DeliverAsync(ClerkWebhooks.Event("user.created", NewId(), 1000, members))).Status.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task An_older_event_does_not_replace_a_newer_one()
    {
        var user = NewId();
        await DeliverAsync(ClerkWebhooks.Event("user.updated", user, 2000, "\"first_name\":\"New\""));
        await DeliverAsync(ClerkWebhooks.Event("user.created", user, 1000, "\"first_name\":\"Old\""));

        (await ColumnAsync("first_name", user)).ShouldBe("New");
    }

    [Fact]
    public async Task Concurrent_deliveries_of_one_event_have_one_effect()
    {
        var user = NewId();
        var body = ClerkWebhooks.Event("user.deleted", user, 1000, "\"deleted\":true");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => DeliverAsync(body, id: "msg_same")));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.auth_audit_log a join public.users u on u.id = a.user_id where u.clerk_user_id = $1", user)).ShouldBe(1);
    }

    [Fact]
    public async Task A_deleted_user_loses_tokens_and_access_and_cannot_be_created_again()
    {
        using var person = world.NewPerson();
        await person.ConnectAndSyncAsync("northwind");

        (await DeliverAsync(ClerkWebhooks.Event("user.deleted", person.Clerk.UserId, 5000, "\"deleted\":true"))).Status.ShouldBe(HttpStatusCode.OK);
        await DeliverAsync(ClerkWebhooks.Event("user.created", person.Clerk.UserId, 9000, "\"first_name\":\"Back\""));

        var answer = await person.GetAsync("/api/v1/accounts");
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Code.ShouldBe("auth.user_deleted");
        (await world.Database.Owner.ScalarAsync<long>(
            """
            select count(*) from public.oauth_tokens t join public.users u on u.id = t.user_id
            where u.clerk_user_id = $1 and t.status = 'revoked' and t.encrypted_access_token is null and t.encrypted_refresh_token is null
            """, person.Clerk.UserId)).ShouldBe(1);
        (await ColumnAsync("first_name", person.Clerk.UserId)).ShouldBeNull();
        (await world.Database.Owner.ScalarAsync<long>(
            "select count(*) from public.auth_audit_log a join public.users u on u.id = a.user_id where u.clerk_user_id = $1", person.Clerk.UserId))
                .ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_deletion_before_the_first_request_denies_access()
    {
        using var person = world.NewPerson();
        await DeliverAsync(ClerkWebhooks.Event("user.deleted", person.Clerk.UserId, 5000, "\"deleted\":true"));

        (await person.GetAsync("/api/v1/accounts")).Code.ShouldBe("auth.user_deleted");
    }

    [Theory]
    [InlineData("""{"type":"session.created","data":{"id":"sess_1"}}""", HttpStatusCode.OK)]
    [InlineData("""{"data":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"user.created"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type":"user.created","data":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""[]""", HttpStatusCode.BadRequest)]
    [InlineData("""not json""", HttpStatusCode.BadRequest)]
    public async Task A_signed_event_that_is_unknown_or_invalid_changes_nothing(string body, HttpStatusCode status) =>
        (await DeliverAsync(body)).Status.ShouldBe(status);

    [Fact]
    public async Task An_event_without_a_valid_signature_is_refused()
    {
        var user = NewId();
        var body = ClerkWebhooks.Event("user.created", user, 1000, "\"first_name\":\"x\"");

        (await DeliverAsync(body, sent: body + " ")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeliverAsync(body, secondsAgo: 301)).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await DeliverAsync(body, signed: false)).Code.ShouldBe("webhook.not_verified");
        (await ColumnAsync("id::text", user)).ShouldBeNull();
    }

    private static string NewId() => "user_" + RandomNumberGenerator.GetHexString(24);

    private Task<string?> ColumnAsync(string column, string user) =>
        world.Database.Owner.ScalarAsync<string>($"select {column} from public.users where clerk_user_id = $1", user);

    private Task<ApiAnswer> DeliverAsync(string body, string? id = null, int secondsAgo = 0, bool signed = true, string? sent = null) =>
        ClerkWebhooks.DeliverAsync(
            world.Address, Encoding.UTF8.GetBytes(body), id, secondsAgo, signed, sent is null ? null : Encoding.UTF8.GetBytes(sent));

    private Task<ApiAnswer> DeliverAsync(byte[] body) => ClerkWebhooks.DeliverAsync(world.Address, body);

    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override (string Name, string Value)[] Changes => [SignedWebhook.Setting];
    }
}
