using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Settings;

public sealed class SettingsTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Settings = "/api/v1/settings";

    /// <summary>What the existing frontend sends when it saves.</summary>
    private const string Saved =
        """
        {"preferences":{"auto_refresh_tokens":false,"default_account_id":null,"email_notifications":false,
         "notifications_enabled":true,"dashboard_layout":"list"}}
        """;

    [Fact]
    public async Task A_user_who_has_set_nothing_has_the_defaults()
    {
        using var person = world.NewPerson();

        var read = await person.GetAsync(Settings);
        var defaults = await person.GetAsync(Settings + "/defaults");

        (read.Status, defaults.Status).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK), read.Text);
        read.Text.ShouldBe(defaults.Text);
        read.Json.GetProperty("preferences").EnumerateObject().Select(m => m.Name).ShouldBe(
        [
            "notifications_enabled", "email_notifications", "auto_refresh_tokens", "refresh_interval_hours", "default_account_id", "dashboard_layout",
            "items_per_page", "timezone", "date_format", "time_format", "theme", "show_expired_accounts", "show_disconnected_accounts",
            "auto_expand_details",
            "enable_keyboard_shortcuts",
        ]);
        read.Headers["ETag"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_change_keeps_what_it_does_not_contain_and_is_audited_with_the_values_before_and_after()
    {
        using var person = world.NewPerson();
        await PatchAsync(person, """{"preferences":{"timezone":"Europe/Berlin","items_per_page":5}}""");

        var saved = await PatchAsync(person, Saved);

        saved.Status.ShouldBe(HttpStatusCode.OK, saved.Text);
        var preferences = saved.Json.GetProperty("preferences");
        (preferences.Text("timezone"), preferences.Text("dashboard_layout"), preferences.GetProperty("items_per_page").GetInt32())
            .ShouldBe(("Europe/Berlin", "list", 5));
        preferences.GetProperty("email_notifications").GetBoolean().ShouldBeFalse();
        (await person.GetAsync(Settings)).Text.ShouldBe(saved.Text);
        var events = (await person.GetAsync("/api/v1/auth/audit?event_type=settings.update")).Json.GetProperty("events");
        events.GetArrayLength().ShouldBe(2);
        events[0].GetProperty("metadata").EnumerateObject().Select(m => $"{m.Name}: {m.Value}").ShouldBe(
            ["auto_refresh_tokens: True → False", "dashboard_layout: grid → list", "email_notifications: True → False"], ignoreOrder: true);

        await PatchAsync(person, Saved);
        (await world.AuditAsync(person, "settings.update")).Length.ShouldBe(2, "an unchanged value is no change");
    }

    [Fact]
    public async Task A_reset_restores_every_default()
    {
        using var person = await world.ConnectedAsync("northwind");
        var account = (await person.ListAsync("status=active"))[0].Text("id");
        await PatchAsync(person, $$$"""{"preferences":{"theme":"dark","default_account_id":"{{{account}}}"}}""");

        var reset = await person.SendAsync(HttpMethod.Post, Settings + "/reset");

        reset.Status.ShouldBe(HttpStatusCode.OK, reset.Text);
        reset.Text.ShouldBe((await person.GetAsync(Settings + "/defaults")).Text);
        (await person.GetAsync(Settings)).Text.ShouldBe(reset.Text);
        (await world.CountAsync(person, "user_accounts", "is_default")).ShouldBe(0);
        (await world.AuditAsync(person, "settings.reset")).ShouldBe(["settings.reset success"]);
    }

    [Theory]
    [InlineData("unknown", "1")]
    [InlineData("__proto__", "{}")]
    [InlineData("notifications_enabled", "\"true\"")]
    [InlineData("notifications_enabled", "null")]
    [InlineData("refresh_interval_hours", "0")]
    [InlineData("refresh_interval_hours", "25")]
    [InlineData("refresh_interval_hours", "1.5")]
    [InlineData("default_account_id", "\"\"")]
    [InlineData("default_account_id", "\"not an id\"")]
    [InlineData("default_account_id", "\"0190e3e0-0000-7000-8000-000000000000\"")]
    [InlineData("dashboard_layout", "\"compact\"")]
    [InlineData("items_per_page", "4")]
    [InlineData("items_per_page", "101")]
    [InlineData("items_per_page", "1e400")]
    [InlineData("timezone", "\"Mars/Olympus\"")]
    [InlineData("timezone", "\"Pacific Standard Time\"")]
    [InlineData("timezone", "\"../etc/passwd\"")]
    [InlineData("timezone", "\"\\ud800\"")]
    [InlineData("date_format", "\"\"")]
    [InlineData("date_format", "\"<b>\"")]
    [InlineData("time_format", "\"12H\"")]
    [InlineData("theme", "\"blue\"")]
    [InlineData("theme", "7")]
    public async Task An_invalid_preference_changes_nothing(string name, string value)
    {
        using var person = world.NewPerson();
        var before = await person.GetAsync(Settings);

        var refused = await PatchAsync(person, $$$"""{"preferences":{"auto_expand_details":true,"{{{name}}}":{{{value}}}}}""");

        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, refused.Text);
        refused.Json.GetProperty("errors")[0].Text("pointer").ShouldBe(name is "unknown" or "__proto__" ? "/preferences/?" : $"/preferences/{name}");
        (await person.GetAsync(Settings)).Text.ShouldBe(before.Text);
    }

    [Theory]
    [InlineData("""{"preferences":null}""", 422)]
    [InlineData("""{"preferences":[]}""", 422)]
    [InlineData("""{"preferences":{},"theme":"dark"}""", 422)]
    [InlineData("""{"preferences":{"theme":"dark","theme":"light"}}""", 422)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    public async Task A_body_of_another_shape_is_refused(string body, int status)
    {
        using var person = world.NewPerson();

        ((int)(await PatchAsync(person, body)).Status).ShouldBe(status);
    }

    [Fact]
    public async Task A_stored_value_that_is_not_valid_reads_as_the_default_and_unknown_members_are_kept()
    {
        using var person = world.NewPerson();
        await PatchAsync(person, """{"preferences":{"theme":"dark"}}""");
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_settings set preferences = preferences || '{"dashboard_layout":"cozy","items_per_page":"many","unheard_of":1}'
            where user_id = (select id from public.users where clerk_user_id = $1)
            """, person.Clerk.UserId);

        var preferences = (await person.GetAsync(Settings)).Json.GetProperty("preferences");
        (preferences.Text("dashboard_layout"), preferences.Text("theme"), preferences.GetProperty("items_per_page").GetInt32())
            .ShouldBe(("grid", "dark", 50));

        await PatchAsync(person, """{"preferences":{"theme":"light"}}""");
        (await world.CountAsync(person, "user_settings", "preferences @> '{\"theme\":\"light\",\"unheard_of\":1}'")).ShouldBe(1);
    }

    [Fact]
    public async Task If_match_is_checked_only_when_it_is_sent()
    {
        using var person = world.NewPerson();
        var first = (await person.GetAsync(Settings)).Headers["ETag"];
        var second = (await PatchAsync(person, """{"preferences":{"theme":"dark"}}""", first)).Headers["ETag"];
        second.ShouldNotBe(first);

        foreach (var (match, status) in new[] { (first, 412), ($"W/{second}", 412), ("unquoted tag", 400), (second, 200), ("*", 200), (null, 200) })
            ((int)(await PatchAsync(person, """{"preferences":{"time_format":"12h"}}""", match)).Status).ShouldBe(status, match);
    }

    [Fact]
    public async Task Concurrent_changes_of_different_preferences_are_all_stored()
    {
        using var person = world.NewPerson();
        string[] changes = ["\"theme\":\"dark\"", "\"items_per_page\":7", "\"time_format\":\"12h\"", "\"timezone\":\"Asia/Tokyo\""];

        var answers = await Task.WhenAll(changes.Select(change => PatchAsync(person, $$$"""{"preferences":{{{{change}}}}}""")));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.OK);
        var text = (await person.GetAsync(Settings)).Text;
        foreach (var change in changes) text.ShouldContain(change);
    }

    [Fact]
    public async Task An_impersonator_reads_the_settings_and_changes_none()
    {
        using var person = world.NewPerson();

        foreach (var (method, path, body) in new[] { (HttpMethod.Patch, Settings, Saved), (HttpMethod.Post, Settings + "/reset", null) })
        {
            (await person.SendAsync(method, path, body, token: t => t.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" }))
                .Code.ShouldBe("connection.impersonation_refused");
        }

        (await world.CountAsync(person, "user_settings")).ShouldBe(0);
        (await world.AuditAsync(person, "settings.update")).ShouldBe(["settings.update failure connection.impersonation_refused"]);
    }

    private async Task<ApiAnswer> PatchAsync(Person person, string body, string? match = null)
    {
        using var client = new HttpClient { BaseAddress = world.Address };
        using var request = new HttpRequestMessage(HttpMethod.Patch,
            Settings)
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        if (match is not null) request.Headers.TryAddWithoutValidation("If-Match", match);
        using var response = await client.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
