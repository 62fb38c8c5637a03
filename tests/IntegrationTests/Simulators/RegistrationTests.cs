namespace Accounts.IntegrationTests.Simulators;

public sealed class RegistrationTests : SimulatorTest
{
    private const string Valid =
        """{"accountName":"Haven Hotel","countryCodes":["US"],"associations":[{"amazonSeller":{"sellerCentralAccount":"A6D"}}]}""";

    [Fact]
    public async Task A_registered_account_is_pending_and_then_created_and_listed()
    {
        using var caller = As("northwind");

        var answer = await caller.RegisterAsync(Valid);

        (answer.Status, answer.MediaType).ShouldBe((201, "application/json"));
        var account = answer.Json["adsAccount"]!;
        account["status"]!.GetValue<string>().ShouldBe("PENDING");
        account.AsObject().ContainsKey("alternateIds").ShouldBeFalse();
        Simulators.Advance(TimeSpan.FromSeconds(3));
        var id = account["adsAccountId"]!.GetValue<string>();
        (await caller.GetAsync($"/adsAccounts/{id}")).Json["adsAccount"]!["status"]!.GetValue<string>().ShouldBe("CREATED");
        Simulators.World("northwind").Accounts.Last().Id.ShouldBe(id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"accountName":"x","countryCodes":["US","CA"],"associations":[{"amazonSeller":{"sellerCentralAccount":"A6D"}}]}""")]
    [InlineData("""{"accountName":"x","countryCodes":["us"],"associations":[{"amazonSeller":{"sellerCentralAccount":"A6D"}}]}""")]
    [InlineData("""{"accountName":"x","countryCodes":["US"],"associations":[]}""")]
    [InlineData("""{"accountName":"x","countryCodes":["US"],"associations":[{"amazonSeller":{}}]}""")]
    [InlineData("""
        {"accountName":"x","countryCodes":["US"],
         "associations":[{"amazonSeller":{"sellerCentralAccount":"A6D"},"amazonVendor":{"vendorGroup":"1"}}]}
        """)]
    [InlineData("""{"accountName":null,"countryCodes":["US"],"associations":[{"amazonSeller":{"sellerCentralAccount":"A6D"}}]}""")]
    [InlineData("""{"accountName":"x","countryCodes":["UK"],"associations":[{"business":{"name":"x"}}]}""")]
    public async Task An_invalid_registration_is_refused_with_errors(string body)
    {
        using var caller = As("northwind");

        var answer = await caller.RegisterAsync(body);

        answer.Status.ShouldBe(400);
        answer.Json["errors"]![0]!["errorCode"]!.GetValue<string>().ShouldBe("INVALID_INPUT");
        Simulators.World("northwind").Registered.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_accepted_terms_token_is_for_one_registration()
    {
        using var caller = As("northwind");
        var token = (await caller.CreateTermsTokenAsync("""{"termsType":"ADVERTISING"}""")).Text("termsToken");
        Simulators.AcceptTerms(token).ShouldBeTrue();

        (await caller.RegisterAsync(With(token))).Status.ShouldBe(201);

        (await caller.GetAsync($"/termsTokens/{token}")).Text("termsTokenStatus").ShouldBe("REDEEMED");
        (await caller.RegisterAsync(With(token))).Status.ShouldBe(400);
        Simulators.World("northwind").Registered.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("northwind", "ADVERTISING", false)]
    [InlineData("northwind", "ADSP", true)]
    [InlineData("contoso", "ADVERTISING", true)]
    public async Task A_terms_token_that_is_unaccepted_foreign_or_of_another_type_is_refused(string login, string type, bool accepted)
    {
        using var caller = As("northwind");
        using var owner = As(login);
        var token = (await owner.CreateTermsTokenAsync($$"""{"termsType":"{{type}}"}""")).Text("termsToken");
        if (accepted) Simulators.AcceptTerms(token).ShouldBeTrue();

        (await caller.RegisterAsync(With(token))).Status.ShouldBe(400);

        Simulators.World("northwind").Registered.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    public async Task An_unknown_terms_token_is_refused(string token)
    {
        using var caller = As("northwind");

        var answer = await caller.RegisterAsync($$"""{"termsToken":{{token}},{{Valid[1..]}}""");

        answer.Status.ShouldBe(400);
        Simulators.World("northwind").Registered.ShouldBeEmpty();
    }

    private static string With(string token) => $$"""{"termsToken":"{{token}}",{{Valid[1..]}}""";

    [Theory]
    [InlineData("application/json", "application/json", 415)]
    [InlineData(AmazonCaller.RegisterType, AmazonCaller.RegisterType, 406)]
    public async Task The_request_and_the_response_have_different_media_types(string sent, string accepted, int status)
    {
        using var caller = As("northwind");

        (await caller.RegisterAsync(Valid, sent, accepted)).Status.ShouldBe(status);
    }
}
