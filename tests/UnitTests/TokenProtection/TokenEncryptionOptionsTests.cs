using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.TokenProtection;

public sealed class TokenEncryptionOptionsTests
{
    private const string Good = "CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY=";

    [Theory]
    [InlineData(Good)]
    [InlineData("CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY")]
    public void A_key_of_32_bytes_is_accepted_with_or_without_padding(string key) => Start(key).Keys.ShouldBe([key]);

    [Fact]
    public void Several_keys_keep_their_order() =>
        Start(Good, "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=").Keys[0].ShouldBe(Good);

    [Fact]
    public void A_missing_key_prevents_startup() => Refusal([]).ShouldContain("TokenEncryption:Keys:0 is missing");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("not base64url at all!", "text")]
    [InlineData("CzBVep/E6Q4zWH2ix+wRNluApcrvFDleg6jN8hc8YYY=", "base64 of the other alphabet")]
    [InlineData("CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YQ==", "31 bytes")]
    [InlineData("CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYYB", "33 bytes")]
    [InlineData(FernetVectors.Key, "the specification's sample")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "zeros")]
    public void An_invalid_key_prevents_startup_and_the_message_names_the_setting_but_not_the_value(string key, string why)
    {
        var message = Refusal([Good, key]);

        message.ShouldContain("TokenEncryption:Keys:1 is ", Case.Sensitive, why);
        message.ShouldNotContain('\n');
        if (key.Length > 0) message.ShouldNotContain(key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AES-GCM")]
    [InlineData("plain")]
    public void An_unknown_format_prevents_startup(string format) =>
        Should.Throw<OptionsValidationException>(() => Start([.. Settings(Good), new("TokenEncryption:Format", format)])).Message
            .ShouldContain("TokenEncryption:Format must be fernet or aes-gcm.");

    [Theory]
    [InlineData("fernet")]
    [InlineData("aes-gcm")]
    public void Both_formats_are_accepted(string format) =>
        Start([.. Settings(Good), new("TokenEncryption:Format", format)]).Format.ShouldBe(format);

    private static string Refusal(string[] keys) => Should.Throw<OptionsValidationException>(() => Start(keys)).Message;

    private static KeyValuePair<string, string?>[] Settings(params string[] keys) =>
        [.. keys.Select((key, i) => KeyValuePair.Create($"TokenEncryption:Keys:{i}", (string?)key))];

    private static TokenEncryptionOptions Start(params string[] keys) => Start(Settings(keys));

    private static TokenEncryptionOptions Start(KeyValuePair<string, string?>[] settings)
    {
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddTokenProtection()
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<TokenEncryptionOptions>>().Value;
    }
}
