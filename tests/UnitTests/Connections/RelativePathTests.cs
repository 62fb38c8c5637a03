using Accounts.Application.Connections.Consent;

namespace Accounts.UnitTests.Connections;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/accounts/0193-ab/profiles")]
    [InlineData("/a%20b")]
    public void A_path_on_the_same_site_is_safe(string path) => RelativePath.IsSafe(path).ShouldBeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("accounts")]
    [InlineData("//evil")]
    [InlineData("///evil")]
    [InlineData("/\\evil")]
    [InlineData("\\\\evil")]
    [InlineData("https://evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("%2f%2fevil")]
    [InlineData("/%2f%2Fevil")]
    [InlineData("/%5Cevil")]
    [InlineData("/ok\r\nX: y")]
    [InlineData("/ok\n")]
    [InlineData("/ok\0")]
    [InlineData("/ ok")]
    [InlineData("/\tevil")]
    [InlineData("/ok?next=//evil")]
    [InlineData("/ok#fragment")]
    [InlineData("/еvil")]
    public void A_path_that_could_lead_to_another_site_is_not_safe(string? path) => RelativePath.IsSafe(path).ShouldBeFalse();

    [Fact]
    public void A_path_over_500_characters_is_not_safe()
    {
        RelativePath.IsSafe("/" + new string('a', 499)).ShouldBeTrue();
        RelativePath.IsSafe("/" + new string('a', 500)).ShouldBeFalse();
    }
}
