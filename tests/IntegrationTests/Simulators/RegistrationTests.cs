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

    [Theory]
    [InlineData("application/json", "application/json", 415)]
    [InlineData(AmazonCaller.RegisterType, AmazonCaller.RegisterType, 406)]
    public async Task The_request_and_the_response_have_different_media_types(string sent, string accepted, int status)
    {
        using var caller = As("northwind");

        (await caller.RegisterAsync(Valid, sent, accepted)).Status.ShouldBe(status);
    }
}
