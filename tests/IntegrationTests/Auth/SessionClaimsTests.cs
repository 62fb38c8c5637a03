using System.Net;
using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Auth;

/// <summary>Claims of signed tokens, of every JSON type.</summary>
public sealed class SessionClaimsTests : SignInTest
{
    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("false")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("[{\"sub\":\"user_support00001\"}]")]
    [InlineData("{\"sub\":\"" + SigningKey.UnpairedSurrogate + "\",\"" + SigningKey.UnpairedSurrogate + "\":0}")]
    [InlineData("{\"sub\":7}")]
    public async Task Any_actor_is_an_impersonator_whatever_its_type(string actor)
    {
        var answer = await App.SignedInAsync(Clerk.Token(c => c["act"] = JsonNode.Parse(actor)));

        (await answer.JsonAsync())["impersonator"]!.GetValue<string>().ShouldBe("unknown");
    }

    [Fact]
    public async Task An_actor_with_a_name_is_the_impersonator()
    {
        var answer = await App.SignedInAsync(Clerk.Token(c => c["act"] = new JsonObject { ["sub"] = "user_support00001" }));

        (await answer.JsonAsync())["impersonator"]!.GetValue<string>().ShouldBe("user_support00001");
    }

    [Theory]
    [InlineData("sub", "[\"" + Issuer.Subject + "\"]")]
    [InlineData("sid", "[\"" + Issuer.Session + "\"]")]
    [InlineData("sub", "{\"a\":1}")]
    [InlineData("azp", "[]")]
    [InlineData("azp", "[\"" + Issuer.Party + "\"]")]
    [InlineData("azp", "{}")]
    [InlineData("azp", "7")]
    public async Task A_claim_of_the_wrong_type_is_refused(string claim, string value) =>
        await (await App.SignedInAsync(Clerk.Token(c => c[claim] = JsonNode.Parse(value)))).ShouldRefuseTokenAsync();

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[\"active\"]")]
    [InlineData("\"pending\"")]
    [InlineData("\"Pending\"")]
    public async Task A_session_status_other_than_active_is_pending(string status) =>
        (await App.SignedInAsync(Clerk.Token(c => c["sts"] = JsonNode.Parse(status)))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task A_further_claim_may_be_anything()
    {
        var answer = await App.SignedInAsync(Clerk.Token(c =>
        {
            c["sts"] = "active";
            c["name"] = new JsonArray("\0", new JsonObject { ["\0"] = null });
        }));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>The library cannot read such a token.</summary>
    [Theory]
    [InlineData("name")]
    [InlineData(SigningKey.UnpairedSurrogate)]
    public async Task A_claim_with_an_unpaired_surrogate_is_no_error_of_ours(string claim)
    {
        await (await App.SignedInAsync(Clerk.Token(c => c[claim] = SigningKey.UnpairedSurrogate))).ShouldRefuseTokenAsync();
        App.Logs.Errors.ShouldBeEmpty();
    }
}
