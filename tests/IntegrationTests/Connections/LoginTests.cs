using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

public sealed class LoginTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Fact]
    public async Task The_consent_url_has_exactly_the_documented_parameters()
    {
        using var person = world.NewPerson();

        var started = (await person.GetAsync(Login + "?state=mine")).Json;

        started.EnumerateObject().Select(m => m.Name).ShouldBe(["auth_url", "state", "expires_in"]);
        started.GetProperty("expires_in").GetInt32().ShouldBe(600);
        var address = new Uri(started.GetProperty("auth_url").GetString()!);
        var query = HttpUtility.ParseQueryString(address.Query);
        address.GetLeftPart(UriPartial.Path).ShouldBe(world.Amazon.AddressOf(AdsRegion.Na) + "/ap/oa");
        query.AllKeys.ShouldBe(["client_id", "scope", "response_type", "redirect_uri", "state", "code_challenge", "code_challenge_method"]);
        query["state"].ShouldBe(started.GetProperty("state").GetString());
        query["state"].ShouldNotBe("mine");
        query["scope"].ShouldBe("advertising::campaign_management");
        query["redirect_uri"].ShouldBe($"{world.Address}api/v1/auth/amazon/callback");
    }

    [Fact]
    public async Task The_challenge_is_the_hash_of_a_new_secret_verifier()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        var first = await world.VerifierAsync("state_hash = sha256(convert_to($1, 'utf8'))", HttpUtility.ParseQueryString(back.Query)["state"]!);
        world.Amazon.ClearCalls();

        var again = HttpUtility.ParseQueryString(new Uri((await person.GetAsync(Login)).Json.GetProperty("auth_url").GetString()!).Query);
        await person.VisitAsync(back);

        again["code_challenge_method"].ShouldBe("S256");
        var newest = await world.VerifierAsync("used_at is null");
        again["code_challenge"].ShouldBe(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(newest))));
        first.ShouldNotBe(newest);
        world.Amazon.Calls.Recent.Single(c => c.Route == Routes.Token).FormKeys!.ShouldContain("code_verifier");
    }

    [Fact]
    public async Task A_code_is_refused_with_another_verifier()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        await world.Database.Owner.ExecuteAsync(
            """
            update public.oauth_states s set encrypted_code_verifier = o.encrypted_code_verifier from public.oauth_states o
            where o.id <> s.id and s.state_hash = sha256(convert_to($1, 'utf8')) and o.state_hash = sha256(convert_to($2, 'utf8'))
            """,
            HttpUtility.ParseQueryString(back.Query)["state"]!, (await person.GetAsync(Login)).Json.GetProperty("state").GetString()!);

        (await person.VisitAsync(back)).ErrorOf().ShouldBe("oauth.exchange_failed");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task The_browser_cookie_is_http_only_and_expires_after_ten_minutes()
    {
        using var person = world.NewPerson();

        var cookie = (await person.GetAsync(Login)).Headers["Set-Cookie"].Split("; ");

        cookie[0].Split('=')[0].ShouldMatch("^accounts-oauth-[A-Za-z0-9_-]{12}$");
        cookie[0].Split('=')[1].Length.ShouldBe(43);
        cookie.Skip(1).ShouldBe(["max-age=600", "path=/", "samesite=lax", "httponly"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(AdsRegion.Na)]
    [InlineData(AdsRegion.Eu)]
    [InlineData(AdsRegion.Fe)]
    public async Task A_region_has_its_own_consent_and_token_hosts(AdsRegion region)
    {
        var name = region.ToString().ToUpperInvariant();
        using var person = world.NewPerson();
        world.Amazon.ClearCalls();

        await person.ConnectAsync("northwind", $"?region={name}");
        await world.ExpireTokenAsync(person);
        (await person.SendAsync(HttpMethod.Post, Refresh)).Status.ShouldBe(HttpStatusCode.OK);

        var calls = world.Amazon.Calls.Recent.Where(c => c.Route is Routes.Token or Routes.Consent).ToArray();
        calls.Select(c => c.Region).Distinct().ShouldBe([region]);
        calls.Count(c => c.Route == Routes.Token).ShouldBe(2);
        (await world.ConnectionAsync<string>(person, "region")).ShouldBe(name);
    }

    [Theory]
    [InlineData("region=XX")]
    [InlineData("region=na")]
    [InlineData("region=0")]
    [InlineData("region=NA&region=EU")]
    [InlineData("connection=garbage")]
    [InlineData("connection=")]
    [InlineData("connection=NEW")]
    [InlineData("connection=new&connection=new")]
    public async Task An_invalid_query_is_rejected_with_400(string query)
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync($"{Login}?{query}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.MediaType.ShouldBe("application/problem+json");
        (await world.CountAsync(person, "oauth_states")).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_connection_is_added_and_a_specified_one_is_replaced()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var first = await world.ConnectionAsync<Guid>(person, "id");

        await person.ConnectAsync("contoso", "?connection=new");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(2);
        await person.ConnectAsync("northwind", $"?connection={first}");
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(2);
        await person.ConnectAsync("northwind");

        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(3);
        (await world.ConnectionAsync<int>(person, "version")).ShouldBe(2);
    }

    [Fact]
    public async Task A_connection_of_another_user_is_reported_like_an_unknown_one()
    {
        using var owner = world.NewPerson();
        using var person = world.NewPerson();
        await owner.ConnectAsync("northwind");
        var theirs = await world.ConnectionAsync<Guid>(owner, "id");

        foreach (var id in new[] { theirs, Guid.Empty, Guid.CreateVersion7() })
        {
            var answer = await person.GetAsync($"{Login}?connection={id}");
            answer.Status.ShouldBe(HttpStatusCode.NotFound);
            answer.Code.ShouldBe("connection.not_found");
        }

        (await world.CountAsync(person, "oauth_states")).ShouldBe(0);
    }
}
