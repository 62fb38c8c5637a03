using System.Text;
using Accounts.Api.Auth;

namespace Accounts.UnitTests.Auth;

public sealed class PublishableKeyTests
{
    [Theory]
    [InlineData("pk_test_")]
    [InlineData("pk_live_")]
    public void A_key_contains_the_host_of_the_Frontend_API(string kind)
    {
        PublishableKey.HostOf(kind + Base64("clerk.example.com$")).ShouldBe("clerk.example.com");
        PublishableKey.HostOf(kind + Base64("one-1.clerk.accounts.dev$").TrimEnd('=')).ShouldBe("one-1.clerk.accounts.dev");
    }

    [Theory]
    [InlineData("clerk.example.com")]
    [InlineData("$")]
    [InlineData("localhost$")]
    [InlineData("clerk.example.com$$")]
    [InlineData("clerk.example.com/path$")]
    [InlineData("clerk.example.com:443$")]
    [InlineData("clerk.example.com; script-src *$")]
    [InlineData("clerk.example.com\n$")]
    [InlineData("bücher.example$")]
    public void A_key_with_anything_else_is_refused(string content) => PublishableKey.HostOf("pk_test_" + Base64(content)).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("pk_test_")]
    [InlineData("sk_test_Y2xlcmsuZXhhbXBsZS5jb20k")]
    [InlineData("pk_other_Y2xlcmsuZXhhbXBsZS5jb20k")]
    [InlineData("pk_test_Y2xlcmsuZXhhbXBsZS5jb20k\n")]
    [InlineData("pk_test_!!!!")]
    public void Another_form_is_refused(string key) => PublishableKey.HostOf(key).ShouldBeNull();

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
