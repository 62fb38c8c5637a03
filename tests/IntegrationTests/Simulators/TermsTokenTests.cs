namespace Accounts.IntegrationTests.Simulators;

public sealed class TermsTokenTests : SimulatorTest
{
    private const string Advertising = """{"termsType":"ADVERTISING"}""";

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{"termsType":"MARKETING_CLOUD","accountId":"a"}""", "MARKETING_CLOUD")]
    public async Task A_token_is_created_and_then_accepted(string body, string? type)
    {
        using var caller = As("northwind");

        var created = await caller.CreateTermsTokenAsync(body);

        (created.Status, created.MediaType).ShouldBe((201, AmazonCaller.TermsType));
        var token = created.Text("termsToken");
        created.Text("termsUrl").ShouldEndWith($"/terms/agreement/{token}");
        var read = await caller.GetAsync($"/termsTokens/{token}", accept: AmazonCaller.TermsType);
        (read.Status, read.MediaType, read.Text("termsTokenStatus")).ShouldBe((200, AmazonCaller.TermsType, "CREATED"));
        read.Json["termsType"]?.GetValue<string>().ShouldBe(type);

        Simulators.AcceptTerms(token).ShouldBeTrue();
        Simulators.AcceptTerms(token).ShouldBeFalse();
        (await caller.GetAsync($"/termsTokens/{token}")).Text("termsTokenStatus").ShouldBe("ACCEPTED");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"termsType":"SPONSORED"}""")]
    [InlineData("""{"termsType":"advertising"}""")]
    [InlineData("""{"termsType":null}""")]
    [InlineData("""{"accountId":5}""")]
    public async Task An_invalid_request_for_a_token_is_refused_with_errors(string body)
    {
        using var caller = As("northwind");

        var answer = await caller.CreateTermsTokenAsync(body);

        answer.Status.ShouldBe(400);
        answer.Json["errors"]![0]!["errorCode"]!.GetValue<string>().ShouldBe("INVALID_INPUT");
    }

    [Theory]
    [InlineData("application/json", AmazonCaller.TermsType, 415)]
    [InlineData(AmazonCaller.TermsType, AmazonCaller.TermsType, 415)]
    [InlineData(AmazonCaller.CreateTermsType, AmazonCaller.CreateTermsType, 406)]
    [InlineData(AmazonCaller.CreateTermsType, "application/json", 406)]
    public async Task The_request_and_the_response_have_different_media_types(string sent, string accepted, int status)
    {
        using var caller = As("northwind");

        (await caller.CreateTermsTokenAsync(Advertising, sent, accepted)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task A_token_that_is_unknown_or_of_another_login_is_a_bad_request()
    {
        using var caller = As("northwind");
        using var other = As("contoso");
        var foreign = (await other.CreateTermsTokenAsync(Advertising)).Text("termsToken");

        var answers = new[] { await caller.GetAsync("/termsTokens/unknown"), await caller.GetAsync($"/termsTokens/{foreign}") };

        foreach (var answer in answers)
        {
            answer.Status.ShouldBe(400);
            answer.Json["errors"]![0]!["errorCode"]!.GetValue<string>().ShouldBe("INVALID_INPUT");
        }
    }

    [Fact]
    public async Task A_caller_without_the_app_or_a_token_is_refused()
    {
        using var caller = As("northwind");

        (await Anonymous.CreateTermsTokenAsync(Advertising)).Status.ShouldBe(401);
        (await caller.GetAsync("/termsTokens/unknown", clientId: null)).Status.ShouldBe(401);
    }
}
