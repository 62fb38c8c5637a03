using System.Net.Http.Headers;
using System.Text.Json;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.UnitTests.AmazonAds;

public sealed class AmazonJsonTests
{
    [Theory]
    [InlineData("application/json", true)]
    [InlineData("application/json;charset=UTF-8", true)]
    [InlineData("application/json; charset=\"utf-8\"", true)]
    [InlineData("application/vnd.anything.v2+json", true)]
    [InlineData("Application/JSON", true)]
    [InlineData("application/vnd.Anything.v2+JSON", true)]
    [InlineData("application/json; charset=utf8", true)]
    [InlineData("application/json; Charset=\"Utf8\"", true)]
    [InlineData(null, true)]
    [InlineData("text/plain", false)]
    [InlineData("text/html", false)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json; charset=no-such-thing", false)]
    public void Only_a_JSON_content_type_is_accepted(string? contentType, bool good) =>
        AmazonJson.IsSaidToBeJson(contentType is null ? null : MediaTypeHeaderValue.Parse(contentType)).ShouldBe(good);

    [Theory]
    [InlineData("""{"a":1,"b":[{"a":1,"a":2}]}""", true)]
    [InlineData("""{"a":1,"b":2,"a":3}""", false)]
    [InlineData("""{"a":1,"\u0061":3}""", false)]
    [InlineData("[1]", true)]
    public void A_duplicate_top_level_member_is_refused(string json, bool good) =>
        AmazonJson.TryRead<JsonElement>(System.Text.Encoding.UTF8.GetBytes(json), out _).ShouldBe(good);
}
