using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Web;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Connections;

/// <summary>The older names of connecting and disconnecting, with the user's Clerk id in the path.</summary>
public sealed class UserConnectionsTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Amazon = "/api/v1/auth/amazon";

    [Fact]
    public async Task The_status_lists_each_profile_and_a_disconnect_shows_in_it()
    {
        using var person = await world.ConnectedAsync("northwind");
        var account = (await person.ListAsync("status=active"))[0];
        var id = account.GetProperty("metadata").GetProperty("alternate_ids").EnumerateArray().First(i => i.Text("profileId") is not null);

        var status = (await person.GetAsync($"{Amazon}/status/{person.Clerk.UserId}")).Json;

        status.EnumerateObject().Select(m => m.Name).ShouldBe(["user_id", "total_connections", "connections", "checked_at"]);
        status.Text("user_id").ShouldBe(person.Clerk.UserId);
        var profiles = status.GetProperty("connections").EnumerateArray().ToArray();
        status.GetProperty("total_connections").GetInt32().ShouldBe(profiles.Length);
        var profile = profiles.Single(p => p.Text("profile_id") == id.Text("profileId"));
        profile.EnumerateObject().Select(m => m.Name).ShouldBe(
            ["profile_id", "connected", "needs_refresh", "expires_at", "last_updated", "error", "account_name", "country_code", "currency_code"]);
        (profile.GetProperty("connected").GetBoolean(), profile.GetProperty("needs_refresh").GetBoolean()).ShouldBe((true, false));
        (profile.Text("account_name"), profile.Text("country_code")).ShouldBe((account.Text("account_name"), id.Text("countryCode")));

        var gone = await person.SendAsync(HttpMethod.Delete, $"{Amazon}/disconnect/{person.Clerk.UserId}/{id.Text("profileId")}");

        (gone.Status, gone.Json.Text("account_id")).ShouldBe((HttpStatusCode.OK, account.Text("id")));
        (await person.GetAsync($"/api/v1/accounts/{account.Text("id")}")).Json.Text("account_status").ShouldBe("disconnected");
        (await person.GetAsync($"{Amazon}/status/{person.Clerk.UserId}")).Json.GetProperty("connections").EnumerateArray()
            .Single(p => p.Text("profile_id") == id.Text("profileId")).GetProperty("connected").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task Another_user_is_not_found_whether_or_not_it_exists()
    {
        using var owner = await world.ConnectedAsync("contoso");
        using var person = world.NewPerson();

        foreach (var user in new[] { owner.Clerk.UserId, "user_2unknownunknown", "me" })
        {
            foreach (var (method, path) in new[] { ("GET", $"status/{user}"), ("GET", $"connect/{user}"), ("DELETE", $"disconnect/{user}/123") })
            {
                var answer = await person.SendAsync(new HttpMethod(method), $"{Amazon}/{path}");
                (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "user.not_found"), path);
            }
        }

        (await world.CountAsync(person, "oauth_states")).ShouldBe(0);
    }

    [Theory]
    [InlineData("999999999999", 404)]
    [InlineData("abc", 400)]
    [InlineData("%00", 400)]
    [InlineData("123456789012345678901", 400)]
    public async Task A_profile_that_the_user_does_not_have_disconnects_nothing(string profile, int status)
    {
        using var person = await world.ConnectedAsync("northwind");

        ((int)(await person.SendAsync(HttpMethod.Delete, $"{Amazon}/disconnect/{person.Clerk.UserId}/{profile}")).Status).ShouldBe(status);

        (await world.CountAsync(person, "user_accounts", "status = 'disconnected'")).ShouldBe(0);
    }

    [Fact]
    public async Task An_impersonator_cannot_disconnect()
    {
        using var person = world.NewPerson();

        var refused = await person.SendAsync(
            HttpMethod.Delete, $"{Amazon}/disconnect/{person.Clerk.UserId}/123", token: t =>
                t.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" });

        refused.Code.ShouldBe("connection.impersonation_refused");
        (await world.AuditAsync(person, "account.disconnect")).ShouldBe(["account.disconnect failure connection.impersonation_refused"]);
    }

    [Fact]
    public async Task A_flow_that_starts_here_is_completed_by_a_form_in_the_same_browser()
    {
        using var person = world.NewPerson();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var started = await SendAsync(browser, person, HttpMethod.Get, $"{Amazon}/connect/{person.Clerk.UserId}");
        started.Json.EnumerateObject().Select(m => m.Name).ShouldBe(["auth_url"]);
        var back = await world.Amazon.ConsentAsync(new Uri(started.Json.Text("auth_url")!), "northwind", allow: true);

        (await SendAsync(browser, person, HttpMethod.Post, $"{Amazon}/connect/callback", back)).Location.ShouldNotBeNull().Query
            .ShouldBe("?success=true");

        (await world.ConnectionAsync<string>(person, "status")).ShouldBe("active");
        (await SendAsync(browser, person, HttpMethod.Post, $"{Amazon}/connect/callback", back)).ErrorOf().ShouldBe("oauth.invalid_state");
    }

    [Fact]
    public async Task A_form_completes_no_flow_of_another_user()
    {
        using var person = world.NewPerson();
        using var other = world.NewPerson();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var started = await SendAsync(browser, person, HttpMethod.Get, $"{Amazon}/connect/{person.Clerk.UserId}");
        var back = await world.Amazon.ConsentAsync(new Uri(started.Json.Text("auth_url")!), "northwind", allow: true);

        foreach (var attempt in Enumerable.Range(0, 2))
        {
            (await SendAsync(browser, other, HttpMethod.Post, $"{Amazon}/connect/callback", back)).ErrorOf()
                .ShouldBe("oauth.invalid_state", $"attempt {attempt}");
        }

        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
        (await world.CountAsync(other, "oauth_tokens")).ShouldBe(0);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    public async Task A_body_that_is_not_a_form_is_refused(string type)
    {
        using var person = world.NewPerson();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(world.Address, $"{Amazon}/connect/callback"))
        { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));

        using var response = await client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    /// <param name="redirect">Amazon's redirect, whose query is sent as the form.</param>
    private async Task<ApiAnswer> SendAsync(HttpClient browser, Person person, HttpMethod method, string path, Uri? redirect = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(world.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        if (redirect is not null)
        {
            var query = HttpUtility.ParseQueryString(redirect.Query);
            request.Content = new FormUrlEncodedContent(query.AllKeys.ToDictionary(key => key!, key => query[key]));
        }

        using var response = await browser.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
