using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Accounts.Simulators.Clerk;

namespace Accounts.IntegrationTests.Simulators;

public sealed class ClerkTests : SimulatorTest
{
    [Fact]
    public async Task A_session_token_has_the_claims_of_Clerk_and_verifies_with_the_published_key()
    {
        var token = Simulators.Clerk.TokenFor(Simulators.Clerk.Ada);

        var (header, claims) = Read(token);
        (await VerifiesAsync(token)).ShouldBeTrue();
        header["alg"]!.GetValue<string>().ShouldBe("RS256");
        header["kid"]!.GetValue<string>().ShouldStartWith("ins_");
        claims["iss"]!.GetValue<string>().ShouldBe($"{Simulators.Address.AbsoluteUri.TrimEnd('/')}/clerk");
        claims["sub"]!.GetValue<string>().ShouldBe(Simulators.Clerk.Ada.UserId);
        claims["sid"]!.GetValue<string>().ShouldStartWith("sess_");
        claims["azp"]!.GetValue<string>().ShouldBe("http://localhost:8000");
        claims["v"]!.GetValue<int>().ShouldBe(2);
        (claims["exp"]!.GetValue<long>() - claims["iat"]!.GetValue<long>()).ShouldBe(60);
        (claims["iat"]!.GetValue<long>() - claims["nbf"]!.GetValue<long>()).ShouldBe(5);
        claims.ContainsKey("aud").ShouldBeFalse();
    }

    [Fact]
    public async Task Any_part_of_a_token_can_be_made_invalid()
    {
        var clerk = Simulators.Clerk;

        Read(clerk.TokenFor(clerk.Ada, t => t.Claims.Remove("exp"))).Claims.ContainsKey("exp").ShouldBeFalse();
        Read(clerk.TokenFor(clerk.Ada, t => t.Claims["sts"] = "pending")).Claims["sts"]!.GetValue<string>().ShouldBe("pending");
        clerk.TokenFor(clerk.Ada, t => t.Algorithm = "none").ShouldEndWith(".");
        foreach (var algorithm in new[] { "HS256", "RS512", "PS256" })
            (await VerifiesAsync(clerk.TokenFor(clerk.Ada, t => t.Algorithm = algorithm))).ShouldBeFalse();

        var foreign = clerk.TokenFor(clerk.Ada, t => t.Signer = ClerkSigner.Foreign);
        Read(foreign).Header["kid"]!.GetValue<string>().ShouldBe(Read(clerk.TokenFor(clerk.Ada)).Header["kid"]!.GetValue<string>());
        (await VerifiesAsync(foreign)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_rotated_key_stays_published_unless_it_is_dropped()
    {
        var clerk = Simulators.Clerk;
        var old = clerk.TokenFor(clerk.Ada);

        clerk.RotateKey();
        (await VerifiesAsync(old)).ShouldBeTrue();
        (await VerifiesAsync(clerk.TokenFor(clerk.Ada))).ShouldBeTrue();
        clerk.RotateKey(keepOld: false);
        (await VerifiesAsync(clerk.TokenFor(clerk.Ada, t => t.Signer = ClerkSigner.Previous))).ShouldBeFalse();
    }

    [Fact]
    public async Task Signing_in_sets_both_cookies_and_the_session_issues_tokens_until_it_ends()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies });
        browser.DefaultRequestHeaders.Add("Origin", "http://localhost:8000");

        using var signedIn = await PostAsync(browser, "clerk/sign-in?redirect_url=http%3A%2F%2Flocalhost%3A8000%2Fhome",
            new() { ["person"] = "grace" });
        signedIn.Headers.Location!.AbsoluteUri.ShouldBe("http://localhost:8000/home");
        cookies.GetCookies(Simulators.Address)["__session"]!.HttpOnly.ShouldBeFalse();
        cookies.GetCookies(Simulators.Address)["__client"]!.HttpOnly.ShouldBeTrue();

        var client = await browser.GetFromJsonAsync<JsonObject>(new Uri(Simulators.Address, "clerk/v1/client"), Ct);
        var session = "clerk/v1/client/sessions/" + client!["response"]!["sessions"]![0]!["id"]!.GetValue<string>();
        using var token = await PostAsync(browser, session + "/tokens", []);
        var jwt = (await token.Content.ReadFromJsonAsync<JsonObject>(Ct))!["jwt"]!.GetValue<string>();

        Read(jwt).Claims["sub"]!.GetValue<string>().ShouldBe(Simulators.Clerk.Grace.UserId);
        token.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("http://localhost:8000");
        token.Headers.GetValues("Access-Control-Allow-Credentials").Single().ShouldBe("true");
        (await PostAsync(browser, session + "/end", [])).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PostAsync(browser, session + "/tokens", [])).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task Sign_in_redirects_only_to_loopback(string target)
    {
        using var browser = new HttpClient();

        using var answer = await PostAsync(browser, "clerk/sign-in?redirect_url=" + Uri.EscapeDataString(target), new() { ["person"] = "ada" });

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        return await browser.PostAsync(new Uri(Simulators.Address, path), content, Ct);
    }

    private static (JsonObject Header, JsonObject Claims) Read(string token)
    {
        var parts = token.Split('.');
        return (Part(parts[0]), Part(parts[1]));

        static JsonObject Part(string text) => JsonNode.Parse(Base64Url.DecodeFromChars(text))!.AsObject();
    }

    private async Task<bool> VerifiesAsync(string token)
    {
        using var http = new HttpClient();
        var keys = await http.GetFromJsonAsync<JsonObject>(new Uri(Simulators.Clerk.Issuer + "/.well-known/jwks.json"), Ct);
        var kid = Read(token).Header["kid"]!.GetValue<string>();
        if (keys!["keys"]!.AsArray().FirstOrDefault(k => k!["kid"]!.GetValue<string>() == kid) is not { } key) return false;

        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key["n"]!.GetValue<string>()),
            Exponent = Base64Url.DecodeFromChars(key["e"]!.GetValue<string>()),
        });
        var end = token.LastIndexOf('.');
        return rsa.VerifyData(
            Encoding.ASCII.GetBytes(token[..end]), Base64Url.DecodeFromChars(token.AsSpan(end + 1)), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
    }
}
