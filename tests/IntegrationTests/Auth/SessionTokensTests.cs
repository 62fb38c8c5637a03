using System.Net;
using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Auth;

public sealed class SessionTokensTests : SignInTest
{
    [Fact]
    public async Task A_valid_token_authenticates_its_user()
    {
        var answer = await App.SignedInAsync(Clerk.Token());

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var caller = await answer.JsonAsync();
        caller["id"]!.GetValue<Guid>().ShouldBe(ProbeApp.Ada.Value);
        caller["session_id"]!.GetValue<string>().ShouldBe(Issuer.Session);
        caller["impersonator"].ShouldBeNull();
    }

    [Fact]
    public async Task A_request_without_an_authorization_header_is_challenged() =>
        await (await App.WhoAsync(authorization: null)).ShouldChallengeAsync();

    [Theory]
    [InlineData("Bearer null")]
    [InlineData("Bearer undefined")]
    [InlineData("bearer null")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public async Task A_header_without_a_bearer_token_is_challenged(string header) => await (await App.WhoAsync(header)).ShouldChallengeAsync();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a,b")]
    [InlineData("Bearer x")]
    [InlineData("Bearer a.b.c.d.e")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer ..")]
    [InlineData("Bearer !!!.???.***")]
    [InlineData("Bearer e30.e30.e30")]
    [InlineData("Bearer W10.W10.W10")]
    [InlineData("Bearer eyJraWQiOjF9.e30.AA")]
    public async Task A_malformed_token_is_refused_without_an_error_in_the_log(string header)
    {
        await (await App.WhoAsync(header)).ShouldRefuseTokenAsync();
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(9 * 1024)]
    [InlineData(300 * 1024)]
    public async Task An_oversized_token_is_refused_without_an_error_in_the_log(int size)
    {
        await (await App.SignedInAsync(Clerk.Token(c => c["pad"] = new string('x', size)))).ShouldRefuseTokenAsync();
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_authorization_headers_are_refused()
    {
        var answer = await App.SendAsync("GET", "/who", ("Authorization", "Bearer " + Clerk.Token()), ("Authorization", "Bearer " + Clerk.Token()));
        await answer.ShouldRefuseTokenAsync();
    }

    [Theory]
    [InlineData("bearer ")]
    [InlineData("BEARER   ")]
    public async Task The_case_of_the_scheme_is_ignored(string scheme) =>
        (await App.WhoAsync(scheme + Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(-4, true)]
    [InlineData(-5, false)]
    [InlineData(-20, false)]
    [InlineData(-299, false)]
    public async Task A_token_is_accepted_less_than_five_seconds_after_its_expiry(int expiry, bool accepted) =>
        await ExpectAsync(Clerk.Token(c => c["exp"] = Clerk.In(expiry)), accepted);

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    [InlineData(60, false)]
    public async Task A_token_is_accepted_at_most_five_seconds_before_its_start(int start, bool accepted) =>
        await ExpectAsync(Clerk.Token(c => c["nbf"] = Clerk.In(start)), accepted);

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    [InlineData("PS256")]
    public async Task Only_RS256_is_accepted(string algorithm) =>
        await (await App.SignedInAsync(Clerk.Token(algorithm: algorithm))).ShouldRefuseTokenAsync();

    [Theory]
    [InlineData("exp")]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("sid")]
    public async Task A_token_without_a_required_claim_is_refused(string claim) =>
        await (await App.SignedInAsync(Clerk.Token(c => c.Remove(claim)))).ShouldRefuseTokenAsync();

    [Fact]
    public async Task The_issuer_must_match_exactly()
    {
        await (await App.SignedInAsync(Clerk.Token(c => c["iss"] = Clerk.Address + "/"))).ShouldRefuseTokenAsync();
        await (await App.SignedInAsync(Clerk.Token(c => c["iss"] = "https://other.clerk.accounts.dev"))).ShouldRefuseTokenAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("user_x'; drop table users")]
    [InlineData("user_short")]
    [InlineData("user_2ABCDEFGHIJKLMNOPQRSTUVWXYZ\n")]
    [InlineData("0198c0de-0000-7000-8000-000000000000")]
    [InlineData("mch_2ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    public async Task A_subject_that_is_not_a_clerk_user_id_is_refused(string subject)
    {
        await (await App.SignedInAsync(Clerk.Token(c => c["sub"] = subject))).ShouldRefuseTokenAsync();
        await (await App.SignedInAsync(Clerk.Token(c => c["sub"] = "user_" + new string('a', 3000)))).ShouldRefuseTokenAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("oat_2ABC")]
    [InlineData("sess_")]
    public async Task A_token_that_is_not_a_session_token_is_refused(string session) =>
        await (await App.SignedInAsync(Clerk.Token(c => c["sid"] = session))).ShouldRefuseTokenAsync();

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example/", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("", false)]
    [InlineData(null, true)]
    public async Task An_authorized_party_must_be_known_if_present(string? party, bool accepted) =>
        await ExpectAsync(Clerk.Token(c => Set(c, "azp", party)), accepted);

    [Fact]
    public async Task A_signature_of_another_key_with_the_same_id_is_refused()
    {
        using var forger = new SigningKey(Clerk.Key.Id);
        await (await App.SignedInAsync(forger.Sign(Clerk.Claims()))).ShouldRefuseTokenAsync();
    }

    [Fact]
    public async Task Keys_in_the_token_header_are_ignored()
    {
        using var forger = new SigningKey("ins_forged");
        var token = forger.Sign(Clerk.Claims(), header: h =>
        {
            h["jwk"] = forger.Published();
            h["jku"] = Clerk.Address + "/.well-known/other.json";
            h["x5u"] = Clerk.Address + "/.well-known/other.pem";
        });

        await (await App.SignedInAsync(token)).ShouldRefuseTokenAsync();
        await (await App.SignedInAsync(forger.Sign(Clerk.Claims(), header: h => h.Remove("kid")))).ShouldRefuseTokenAsync();
    }

    [Fact]
    public async Task A_modified_payload_or_an_empty_signature_is_refused()
    {
        var good = Clerk.Token().Split('.');
        var other = Clerk.Token(c => c["sub"] = "user_2ZYXWVUTSRQPONMLKJIHGFEDCBA").Split('.');

        await (await App.SignedInAsync($"{good[0]}.{other[1]}.{good[2]}")).ShouldRefuseTokenAsync();
        await (await App.SignedInAsync($"{good[0]}.{good[1]}.")).ShouldRefuseTokenAsync();
    }

    [Fact]
    public async Task A_refused_token_appears_neither_in_the_log_nor_in_the_response()
    {
        var token = Clerk.Token(c => c["exp"] = Clerk.In(-60));

        var answer = await App.SignedInAsync(token);

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("expired");
        App.Logs.Lines.ShouldNotContain(line => line.Text.Contains(token.Split('.')[1], StringComparison.Ordinal));
        App.Logs.Errors.ShouldBeEmpty();
    }

    private static void Set(JsonObject claims, string name, string? value)
    {
        if (value is null) claims.Remove(name);
        else claims[name] = value;
    }

    private async Task ExpectAsync(string token, bool accepted)
    {
        var answer = await App.SignedInAsync(token);
        if (accepted) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        else await answer.ShouldRefuseTokenAsync();
    }
}
