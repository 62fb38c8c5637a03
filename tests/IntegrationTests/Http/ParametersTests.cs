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
    public async Task A_parameter_that_cannot_be_read_is_named(string path, string name)
    {
        var problem = await (await App.SendAsync("GET", path)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");

        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(name);
        problem["detail"]!.GetValue<string>().ShouldNotContain("secret");
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_parameter_is_named_as_the_caller_spells_it()
    {
        var problem = await (await App.SendAsync("GET", "/open/sheet?limit=1&page_size=x"))
            .ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");

        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe("page_size");
    }

    [Fact]
    public async Task A_ten_kilobyte_id_is_no_bug_of_ours() =>
        ((int)(await App.SendAsync("GET", "/open/row/" + new string('a', 10_000))).StatusCode).ShouldBeInRange(400, 414);
}
