using System.Net;
using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Auth;

/// <summary>A route that a role or a permission of the active organization grants.</summary>
public sealed class PermissionsTests : SignInTest
{
    private protected override (string Name, string Value)[] Settings =>
        [("Permissions:ReadSeats:0", "org:buyer"), ("Permissions:ReadSeats:1", "trader"), ("Permissions:ReadSeats:2", "org:seats:read")];

    [Theory]
    [InlineData("""{"o":{"rol":"buyer"}}""")]
    [InlineData("""{"o":{"rol":"org:buyer"}}""")]
    [InlineData("""{"o":{"rol":"trader"}}""")]
    [InlineData("""{"o":{"rol":"member","per":"manage,read","fpm":"2"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"manage,read","fpm":"1,3"},"fea":"o:campaigns,uo:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":" manage , read ","fpm":" 2 "},"fea":" o:seats "}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"0,1"},"fea":"u:seats,o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"1"},"fea":"u:campaigns,o:seats"}""")]
    [InlineData("""{"v":1,"org_role":"org:buyer"}""")]
    [InlineData("""{"v":null,"org_role":"org:trader"}""")]
    [InlineData("""{"v":1,"org_role":"org:member","org_permissions":["org:campaigns:read","org:seats:read"]}""")]
    public async Task A_granted_role_or_permission_is_served(string claims) =>
        (await ReadSeatsAsync(claims)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"o":{"rol":"admin"}}""")]
    [InlineData("""{"o":{"rol":"Buyer"}}""")]
    [InlineData("""{"o":{"rol":"org:org:buyer"}}""")]
    [InlineData("""{"o":{"rol":"seats:read"}}""")]
    [InlineData("""{"o":{"rol":["buyer"]}}""")]
    [InlineData("""{"o":["buyer"]}""")]
    [InlineData("""{"o":"buyer"}""")]
    [InlineData("""{"o":null,"org_role":"org:buyer","org_permissions":["org:seats:read"]}""")]
    [InlineData("""{"org_role":"org:buyer"}""")]
    [InlineData("""{"v":"2","o":{"rol":"buyer"}}""")]
    [InlineData("""{"v":1,"o":{"rol":"buyer"}}""")]
    [InlineData("""{"v":1,"org_role":["org:buyer"]}""")]
    [InlineData("""{"v":1,"org_permissions":"org:seats:read"}""")]
    [InlineData("""{"v":1,"org_permissions":["org:buyer","buyer",{"org:seats:read":1},null,7]}""")]
    [InlineData("""{"o":{"rol":"member","per":"manage,read","fpm":"1"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"1"},"fea":"u:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"1"}}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"-1"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"1e0"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":1},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"read","fpm":"0,1,1,1"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"manage","fpm":"99999999999999999999999999999999999999"},"fea":"o:seats"}""")]
    [InlineData("""{"o":{"rol":"member","per":"","fpm":"1"},"fea":"o:seats:read"}""")]
    [InlineData("""{"o":{"rol":"member","per":"seats:read","fpm":"1"},"fea":"o:"}""")]
    public async Task Anything_else_is_refused(string claims)
    {
        await (await ReadSeatsAsync(claims)).ShouldBeProblemAsync(HttpStatusCode.Forbidden, "permission.missing");
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_caller_who_is_not_signed_in_is_not_told_about_the_permission() =>
        await (await App.SendAsync("GET", "/seats")).ShouldChallengeAsync();

    [Fact]
    public async Task Other_routes_need_no_permission() => (await App.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);

    private Task<HttpResponseMessage> ReadSeatsAsync(string claims) => App.SendAsync("GET", "/seats", ("Authorization", "Bearer " + Clerk.Token(all =>
    {
        foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject())
        {
            if (value is null && name == "v") all.Remove(name);
            else all[name] = value?.DeepClone();
        }
    })));
}

/// <summary>Without a setting, everyone has every permission.</summary>
public sealed class UnrestrictedPermissionsTests : SignInTest
{
    [Fact]
    public async Task Everyone_is_served()
    {
        var answer = await App.SendAsync("GET", "/seats", ("Authorization", "Bearer " + Clerk.Token()));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
