using Accounts.Application.Connections.Consent;

namespace Accounts.UnitTests.Connections;

public sealed class RelativePathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/accounts")]
    [InlineData("/accounts/0193-ab/profiles")]
    [InlineData("/a%20b")]
    public void A_path_on_this_site_is_safe(string path) => RelativePath.IsSafe(path).ShouldBeTrue();

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
    public void Anything_that_could_lead_elsewhere_is_not(string? path) => RelativePath.IsSafe(path).ShouldBeFalse();

    [Fact]
    public void A_path_has_an_end()
    {
        RelativePath.IsSafe("/" + new string('a', 499)).ShouldBeTrue();
        RelativePath.IsSafe("/" + new string('a', 500)).ShouldBeFalse();
    }
}
