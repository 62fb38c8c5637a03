using System.Net;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

public sealed class ParametersTests : EdgeTest
{
    [Theory]
    [InlineData("/open/sheet", "limit")]
    [InlineData("/open/sheet?limit=", "limit")]
    [InlineData("/open/sheet?limit=1e2", "limit")]
    [InlineData("/open/sheet?limit=99999999999", "limit")]
    [InlineData("/open/sheet?limit=1&limit=2", "limit")]
    [InlineData("/open/sheet?limit=%22secret%22", "limit")]
    [InlineData("/open/row/not-an-id", "id")]
    [InlineData("/open/row/%7B%7D", "id")]
    public async Task An_invalid_parameter_is_reported_by_name(string path, string name)
    {
        var problem = await (await App.SendAsync("GET", path)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");

        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(name);
        problem["detail"]!.GetValue<string>().ShouldNotContain("secret");
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parameter_is_reported_with_its_name_in_the_query()
    {
        var problem = await (await App.SendAsync("GET", "/open/sheet?limit=1&page_size=x"))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");

        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("page_size");
    }

    [Fact]
    public async Task An_address_over_the_limit_is_reported_as_a_problem() =>
        await (await App.SendAsync("GET", "/open/row/" + new string('a', 10_000)))
            .ShouldBeProblemAsync(HttpStatusCode.RequestUriTooLong, "request.address_too_long");
}
