using System.Text;
using Accounts.Simulators.Control;
using Accounts.TestKit.Contract;
using Microsoft.Extensions.Primitives;

namespace Accounts.ContractTests;

/// <summary>A call or a response that the documents do not allow is reported.</summary>
public sealed class ViolationTests
{
    private const string List = "application/vnd.listaccountsresource.v1+json";
    private readonly AmazonContract _contract = new();

    [Theory]
    [InlineData("POST", "/adsAccounts/list", "application/json", """{"maxResults":100}""", "the media type application/json is not documented")]
    [InlineData("POST", "/adsAccounts/list", List, """{"maxResults":"100"}""", "/maxResults: ")]
    [InlineData("GET", "/managerAccounts?count=1", null, "", "the query parameter count is not documented")]
    [InlineData("GET", "/v2/profiles?accessLevel=own", null, "", "the query parameter accessLevel has the value own")]
    [InlineData("GET", "/dsp/advertisers", null, "", "the header parameter Amazon-Advertising-API-Scope is missing")]
    [InlineData("PUT", "/managerAccounts", null, "", "no document has this operation")]
    public void A_request_that_no_document_allows_is_reported(string method, string path, string? mediaType, string body, string violation)
    {
        _contract.Check(Of(method, path, mediaType, body));

        _contract.Violations.ShouldContain(v => v.Contains(violation, StringComparison.Ordinal), string.Join('\n', _contract.Violations));
    }

    [Theory]
    [InlineData("""{"adsAccounts":[]}""", null)]
    [InlineData("""{"adsAccounts":[{"adsAccountId":1}]}""", "/adsAccounts/*/adsAccountId: ")]
    [InlineData("""{"adsAccounts":{}}""", "/adsAccounts: ")]
    public void A_response_of_another_shape_is_reported(string body, string? violation)
    {
        _contract.Check(
            Of("POST", "/adsAccounts/list", List, "{}") with { Response = new ExchangeResponse(200, List, Encoding.UTF8.GetBytes(body)) });

        if (violation is null) _contract.Violations.ShouldBeEmpty();
        else _contract.Violations.ShouldHaveSingleItem().ShouldContain(violation);
    }

    [Fact]
    public void A_response_of_an_undocumented_status_is_reported()
    {
        _contract.Check(Of("GET", "/v2/profiles", null, "") with { Response = new ExchangeResponse(302, null, ReadOnlyMemory<byte>.Empty) });

        _contract.Violations.ShouldHaveSingleItem().ShouldContain("the status is not documented");
    }

    [Fact]
    public void An_error_has_the_documented_shape_or_that_of_the_gateway()
    {
        foreach (var body in new[] { """{"code":"UNAUTHORIZED","details":"d"}""", """{"Message":"m"}""", """{"errors":[{"errorCode":"A"}]}""" })
            _contract.Check(Refusal(body));
        _contract.Violations.ShouldBeEmpty();

        _contract.Check(Refusal("""{"errors":{}}"""));
        _contract.Violations.ShouldHaveSingleItem().ShouldContain("/errors: ");
    }

    [Fact]
    public void A_valid_body_of_one_response_says_nothing_about_another_response()
    {
        const string Account = """{"adsAccount":{"adsAccountId":1}}""";

        _contract.Check(Of("GET", "/adsAccounts/a", null, "") with { Response = Answer(404, "application/json", Account) });
        _contract.Violations.ShouldBeEmpty();

        for (var i = 0; i < 2; i++)
        {
            var contract = new AmazonContract();
            contract.Check(Of("GET", "/adsAccounts/a", null, "") with { Response = Answer(200, "application/vnd.accountresource.v1+json", Account) });
            contract.Violations.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void A_check_that_fails_is_a_violation_and_does_not_throw()
    {
        _contract.Check(Of("GET", "/v2/profiles", null, "") with { Headers = null! });

        _contract.Violations.ShouldHaveSingleItem().ShouldContain("the check failed");
    }

    private static Exchange Refusal(string body) =>
        Of("POST", "/adsAccounts/list", List, "{}") with { Response = Answer(400, "application/json", body) };

    private static ExchangeResponse Answer(int status, string mediaType, string body) => new(status, mediaType, Encoding.UTF8.GetBytes(body));

    private static Exchange Of(string method, string path, string? mediaType, string body)
    {
        var headers = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase) { ["Amazon-Advertising-API-ClientId"] = "client" };
        if (mediaType is not null) headers["Content-Type"] = mediaType;
        var (place, query) = path.Split('?') is [var p, var q] ? (p, q.Split('=')) : (path, null);
        var parameters = query is null ? [] : new Dictionary<string, StringValues>(StringComparer.Ordinal) { [query[0]] = query[1] };
        return new Exchange(method, place, parameters, headers, Encoding.UTF8.GetBytes(body));
    }
}
