using System.Net;
using Accounts.Api.Auth;
using Microsoft.AspNetCore.Http;

namespace Accounts.IntegrationTests.Auth;

public sealed class SigningKeyLookupsTests : SignInTest
{
    [Fact]
    public async Task A_thousand_unknown_key_ids_cause_one_fetch()
    {
        var before = Clerk.Fetches;

        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(n => App.SignedInAsync(Clerk.Token(keyId: $"made_up_{n}"))));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Unauthorized);
        Clerk.Fetches.ShouldBe(before + 1);
    }

    [Fact]
    public async Task Another_unknown_key_id_causes_a_fetch_only_after_five_minutes()
    {
        await App.SignedInAsync(Clerk.Token(keyId: "made_up"));
        var before = Clerk.Fetches;

        Clock.Advance(ClerkSigningKeys.BetweenLooks - TimeSpan.FromSeconds(1));
        await App.SignedInAsync(Clerk.Token(keyId: "made_up"));
        Clerk.Fetches.ShouldBe(before);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await App.SignedInAsync(Clerk.Token(keyId: "made_up"));
        Clerk.Fetches.ShouldBe(before + 1);
    }

    [Fact]
    public async Task After_a_rotation_new_and_old_tokens_are_accepted()
    {
        var old = Clerk.Token();
        Clerk.Rotate();
        var before = Clerk.Fetches;

        (await App.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.SignedInAsync(old)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Clerk.Fetches.ShouldBe(before + 1);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("html")]
    [InlineData("empty")]
    [InlineData("huge")]
    [InlineData("elliptic")]
    [InlineData("encryption")]
    [InlineData("short")]
    [InlineData("moved")]
    public async Task An_invalid_key_response_keeps_the_last_valid_keys(string kind)
    {
        Clerk.Answer = Useless(kind);

        (await App.Keys.LoadAsync()).ShouldBeFalse();

        App.Keys.Ready.ShouldBeTrue();
        (await App.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_valid_keys_expire_a_day_after_the_last_contact()
    {
        Clerk.Answer = Useless("error");

        Clock.Advance(ClerkSigningKeys.ServeWithoutContact);
        (await App.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);

        Clock.Advance(TimeSpan.FromSeconds(1));
        await (await App.SignedInAsync(Clerk.Token())).ShouldRefuseTokenAsync();
        App.Keys.Ready.ShouldBeFalse();
    }

    [Fact]
    public async Task A_withdrawn_key_is_refused_after_the_next_fetch()
    {
        var old = Clerk.Token();
        Clerk.Rotate();
        Clerk.Answer = () => Results.Text($$"""{"keys":[{{Clerk.Key.Published()}}]}""", "application/json");
        await App.Keys.LoadAsync();

        await (await App.SignedInAsync(old)).ShouldRefuseTokenAsync();
    }

    [Theory]
    [InlineData("error")]
    [InlineData("html")]
    [InlineData("huge")]
    public async Task An_instance_without_keys_is_not_ready_and_refuses_tokens(string kind)
    {
        Clerk.Answer = Useless(kind);
        await using var app = await ProbeApp.StartAsync(Clerk.Address, Clock);

        await (await app.SignedInAsync(Clerk.Token())).ShouldRefuseTokenAsync();
        app.Keys.Ready.ShouldBeFalse();

        Clerk.Answer = Clerk.KeySet;
        await app.Keys.LoadAsync();
        app.Keys.Ready.ShouldBeTrue();
        (await app.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Func<IResult> Useless(string kind) => kind switch
    {
        "error" => () => Results.StatusCode(StatusCodes.Status503ServiceUnavailable),
        "html" => () => Results.Text("<html>Sign in to the hotel's network</html>", "text/html"),
        "empty" => () => Results.Text("""{"keys":[]}""", "application/json"),
        "huge" => () => Results.Text($$"""{"keys":[{{Clerk.Key.Published()}}],"pad":"{{new string('x', 10_000_000)}}"}""", "application/json"),
        "elliptic" => () =>
            Results.Text("""{"keys":[{"kty":"EC","use":"sig","crv":"P-256","kid":"ins_one","x":"AA","y":"AA"}]}""", "application/json"),
        "encryption" => () => Results.Text($$"""{"keys":[{{ForEncryption()}}]}""", "application/json"),
        "short" => () =>
            Results.Text("""{"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"ins_one","n":"3Q","e":"AQAB"}]}""", "application/json"),
        "moved" => () => Results.Redirect("/elsewhere"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private string ForEncryption()
    {
        var key = Clerk.Key.Published();
        key["use"] = "enc";
        return key.ToJsonString();
    }
}
