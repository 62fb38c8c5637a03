using System.Net;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

public sealed class ReturnToTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Theory]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("\\\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("%2f%2fevil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/ok\r\nX: y")]
    [InlineData("/ok\tmore")]
    [InlineData("/\t/evil.example")]
    [InlineData("/a?b=c")]
    [InlineData("/a#b")]
    [InlineData("/\u00e9")]
    [InlineData("/\0")]
    [InlineData("accounts")]
    [InlineData(" /accounts")]
    [InlineData("")]
    public async Task A_return_address_that_is_not_a_path_on_the_same_site_is_refused(string address)
    {
        using var person = world.NewPerson();

        var answer = await person.GetAsync($"{Login}?return_to={Uri.EscapeDataString(address)}");

        answer.Status.ShouldBe(HttpStatusCode.BadRequest, answer.Text);
        answer.Code.ShouldBe("request.malformed");
        answer.Json.GetProperty("errors")[0].GetProperty("pointer").GetString().ShouldBe("return_to");
        (await world.CountAsync(person, "oauth_states")).ShouldBe(0);
    }

    [Fact]
    public async Task A_return_path_over_500_characters_is_refused()
    {
        using var person = world.NewPerson();

        (await person.GetAsync($"{Login}?return_to=/{new string('a', 500)}")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/accounts/list-2/~x")]
    [InlineData("/caf%C3%A9")]
    [InlineData("/a%20b")]
    [InlineData("/a:b@c")]
    public async Task A_successful_authorization_redirects_to_the_return_path(string path)
    {
        using var person = world.NewPerson();

        var answer = await person.VisitAsync(await person.ConsentAsync("northwind", query: $"?return_to={Uri.EscapeDataString(path)}"));

        answer.Status.ShouldBe(HttpStatusCode.Redirect, answer.Text);
        answer.Headers["Location"].ShouldBe($"{world.Address.GetLeftPart(UriPartial.Authority)}{path}?success=true");
    }

    [Fact]
    public async Task A_failed_authorization_redirects_to_the_callback_page_despite_a_return_path()
    {
        using var person = world.NewPerson();

        var answer = await person.VisitAsync(await person.ConsentAsync("northwind", allow: false, query: "?return_to=/accounts"));

        answer.Location!.AbsolutePath.ShouldBe("/callback");
    }
}
