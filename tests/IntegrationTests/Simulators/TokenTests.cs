using System.Security.Cryptography;
using System.Text;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Simulators;

public sealed class TokenTests : SimulatorTest
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-000";

    private static string Challenge => System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [Fact]
    public async Task A_code_from_one_region_is_exchanged_at_another_regions_host()
    {
        var answer = await Anonymous.ExchangeAsync(await Anonymous.CodeAsync(region: AdsRegion.Fe));

        answer.Status.ShouldBe(200);
        answer.Text("access_token").ShouldStartWith("Atza|");
        answer.Text("access_token").Length.ShouldBeInRange(350, 2048);
        answer.Text("refresh_token").ShouldStartWith("Atzr|");
        answer.Text("token_type").ShouldBe("bearer");
        answer.Json["expires_in"]!.GetValue<int>().ShouldBe(3600);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await Anonymous.CodeAsync();
        await Anonymous.ExchangeAsync(code);

        await ShouldBeInvalidGrant(Anonymous.ExchangeAsync(code));
    }

    [Fact]
    public async Task A_code_expires_after_five_minutes()
    {
        var code = await Anonymous.CodeAsync();
        Simulators.Advance(TimeSpan.FromMinutes(5));

        await ShouldBeInvalidGrant(Anonymous.ExchangeAsync(code));
    }

    [Theory]
    [InlineData("S256", Verifier, 200)]
    [InlineData("S256", Verifier + "x", 400)]
    [InlineData("S256", null, 400)]
    [InlineData("plain", Verifier, 400)]
    public async Task The_verifier_must_match_the_challenge_in_its_method(string method, string? verifier, int status)
    {
        var code = await Anonymous.CodeAsync($"&code_challenge={Challenge}&code_challenge_method={method}");

        var answer = await (verifier is null ? Anonymous.ExchangeAsync(code) : Anonymous.ExchangeAsync(code, ("code_verifier", verifier)));

        answer.Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_challenge_without_a_method_is_compared_as_plain_text()
    {
        var code = await Anonymous.CodeAsync($"&code_challenge={Verifier}");

        (await Anonymous.ExchangeAsync(code, ("code_verifier", Verifier))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_redirect_address_of_the_exchange_must_equal_that_of_the_consent()
    {
        var code = await Anonymous.CodeAsync();

        await ShouldBeInvalidGrant(Anonymous.TokenAsync(
            AdsRegion.Na, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", "https://accounts.example/other"),
            ("client_id", AmazonCaller.ClientId), ("client_secret", AmazonCaller.ClientSecret)));
    }

    [Fact]
    public async Task A_wrong_secret_returns_401_and_a_missing_parameter_400()
    {
        var wrong = await Anonymous.TokenAsync(
            AdsRegion.Na, ("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", AmazonCaller.ClientId), ("client_secret", "no"));
        var missing = await Anonymous.TokenAsync(
            AdsRegion.Na, ("grant_type", "refresh_token"), ("client_id", AmazonCaller.ClientId), ("client_secret", AmazonCaller.ClientSecret));

        (wrong.Status, wrong.Text("error")).ShouldBe((401, "invalid_client"));
        (missing.Status, missing.Text("error")).ShouldBe((400, "invalid_request"));
    }

    [Theory]
    [InlineData("advertising::campaign_management", 200)]
    [InlineData("", 200)]
    [InlineData("advertising::campaign_management advertising::audiences", 400)]
    [InlineData("anything", 400)]
    public async Task A_refresh_may_ask_for_granted_scopes_only(string scope, int status)
    {
        var tokens = Simulators.IssueTokens("northwind");

        var answer = await Anonymous.TokenAsync(
            AdsRegion.Na, ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken), ("scope", scope),
            ("client_id", AmazonCaller.ClientId), ("client_secret", AmazonCaller.ClientSecret));

        answer.Status.ShouldBe(status);
        if (status == 400) answer.Text("error").ShouldBe("invalid_scope");
    }

    [Fact]
    public async Task A_token_request_in_parts_is_refused()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Simulators.AddressOf(AdsRegion.Na) + "/auth/o2/token")
        {
            Content = new MultipartFormDataContent
            {
                { new StringContent("refresh_token"), "grant_type" },
                { new StringContent(Simulators.IssueTokens("northwind").RefreshToken), "refresh_token" },
                { new StringContent(AmazonCaller.ClientId), "client_id" },
                { new StringContent(AmazonCaller.ClientSecret), "client_secret" },
            },
        };

        var answer = await Anonymous.SendAsync(request);

        (answer.Status, answer.Text("error")).ShouldBe((400, "invalid_request"));
    }

    [Fact]
    public async Task A_refresh_returns_the_same_refresh_token_and_older_access_tokens_stay_valid()
    {
        var first = Simulators.IssueTokens("northwind");

        var answer = await Anonymous.RefreshAsync(first.RefreshToken);

        answer.Text("refresh_token").ShouldBe(first.RefreshToken);
        answer.Text("access_token").ShouldNotBe(first.AccessToken);
        using var older = new AmazonCaller(Simulators, first.AccessToken);
        (await older.ListAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Reuse_of_a_rotated_refresh_token_revokes_the_grant()
    {
        Simulators.Configure(new() { RotateRefreshTokens = true });
        var first = Simulators.IssueTokens("northwind");
        var rotated = (await Anonymous.RefreshAsync(first.RefreshToken)).Text("refresh_token");

        rotated.ShouldNotBe(first.RefreshToken);
        await ShouldBeInvalidGrant(Anonymous.RefreshAsync(first.RefreshToken));
        await ShouldBeInvalidGrant(Anonymous.RefreshAsync(rotated));
    }

    [Fact]
    public async Task A_revoked_grant_fails_refreshes_and_calls()
    {
        var tokens = Simulators.IssueTokens("northwind");
        Simulators.RevokeGrants("northwind").ShouldBe(1);

        await ShouldBeInvalidGrant(Anonymous.RefreshAsync(tokens.RefreshToken));
        using var caller = new AmazonCaller(Simulators, tokens.AccessToken);
        (await caller.ListAsync()).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 400)]
    public async Task A_refresh_token_of_an_earlier_run_is_accepted_only_if_grants_are_remembered(bool remembers, int status)
    {
        var tokens = Simulators.IssueTokens("northwind");
        var options = ObservedOptions;
        options.RemembersGrants = remembers;
        await using var later = await SimulatorHost.StartAsync(options, Ct);
        using var caller = new AmazonCaller(later);

        (await caller.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(status);
        (await caller.RefreshAsync(tokens.RefreshToken[..^1] + "~")).Status.ShouldBe(400);
    }

    private static async Task ShouldBeInvalidGrant(Task<Answer> call)
    {
        var answer = await call;
        (answer.Status, answer.Text("error")).ShouldBe((400, "invalid_grant"));
    }
}
