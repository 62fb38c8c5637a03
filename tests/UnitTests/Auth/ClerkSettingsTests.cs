using Accounts.Api.Auth;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.Auth;

public sealed class ClerkSettingsTests
{
    [Theory]
    [InlineData("https://clerk.example")]
    [InlineData("http://127.0.0.1:5005")]
    [InlineData("http://localhost:5005")]
    public void The_default_key_address_is_below_the_issuer(string issuer) =>
        Read(("Issuer", issuer), ("AuthorizedParties:0", "https://app.example")).SigningKeysAddress.ToString()
            .ShouldBe(issuer + "/.well-known/jwks.json");

    [Fact]
    public void A_configured_key_address_replaces_the_default() => Read(
            ("Issuer", "https://clerk.example"), ("JwksUrl", "https://keys.example/set"), ("AuthorizedParties:0", "https://app.example"))
        .SigningKeysAddress.ToString().ShouldBe("https://keys.example/set");

    [Theory]
    [InlineData("Clerk:Issuer", null, null, "https://app.example")]
    [InlineData("Clerk:Issuer", "secret.example", null, "https://app.example")]
    [InlineData("Clerk:Issuer", "https://secret.example/", null, "https://app.example")]
    [InlineData("Clerk:Issuer", "http://secret.example", null, "https://app.example")]
    [InlineData("Clerk:Issuer", "ftp://secret.example", null, "https://app.example")]
    [InlineData("Clerk:JwksUrl", "https://clerk.example", "http://secret.example/keys", "https://app.example")]
    [InlineData("Clerk:JwksUrl", "https://clerk.example", "secret", "https://app.example")]
    [InlineData("Clerk:AuthorizedParties", "https://clerk.example", null, null)]
    [InlineData("Clerk:AuthorizedParties", "https://clerk.example", null, "secret.example")]
    [InlineData("Clerk:AuthorizedParties", "https://clerk.example", null, "https://secret.example/")]
    public void A_validation_error_names_the_invalid_setting_but_not_its_value(string setting, string? issuer, string? keys, string? party)
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read(("Issuer", issuer), ("JwksUrl", keys), ("AuthorizedParties:0", party)));

        failure.Message.ShouldStartWith(setting);
        failure.Failures.Count().ShouldBe(1);
        failure.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_hosted_service_loads_the_keys_at_startup() =>
        Services().GetServices<IHostedService>().ShouldContain(hosted => hosted is ClerkKeyRefresh);

    private static ClerkOptions Read(params (string Name, string? Value)[] settings) =>
        Services(settings).GetRequiredService<IOptions<ClerkOptions>>().Value;

    private static ServiceProvider Services(params (string Name, string? Value)[] settings)
    {
        var values = settings.Where(s => s.Value is not null).Select(s => KeyValuePair.Create("Clerk:" + s.Name, s.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration).AddClerkSignIn().BuildServiceProvider();
    }
}
