using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Simulators;

/// <summary>The requests that the list of ads accounts accepts.</summary>
public sealed class AccountListRequestTests : SimulatorTest
{
    [Theory]
    [InlineData("""{"maxResults":0}""")]
    [InlineData("""{"maxResults":101}""")]
    [InlineData("""{"maxResults":"10"}""")]
    [InlineData("""{"nextToken":"bm90IGEgdG9rZW4"}""")]
    [InlineData("""{"maxResults":null}""")]
    [InlineData("""{"nextToken":null}""")]
    [InlineData("[]")]
    public async Task An_invalid_request_returns_400_with_an_error_list(string body)
    {
        using var caller = As("northwind");

        var answer = await caller.ListAsync(body);

        answer.Status.ShouldBe(400);
        answer.Json["errors"]!.AsArray().Single()!["errorCode"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("\uFEFF{}")]
    public async Task A_body_that_is_not_JSON_is_refused_by_the_serialization_layer(string body)
    {
        using var caller = As("northwind");

        var answer = await caller.ListAsync(body);

        (answer.Status, answer.Text("Message")).ShouldBe((400, "Expected null"));
        answer.Headers.GetValues("x-amzn-ErrorType").ShouldBe(["SerializationException"]);
    }

    [Fact]
    public async Task A_page_token_is_valid_only_for_its_login_and_page_size()
    {
        using var northwind = As("northwind");
        using var contoso = As("contoso");
        var token = (await northwind.ListAsync("""{"maxResults":10}""")).Text("nextToken");

        (await northwind.ListAsync(Body(10, token))).Status.ShouldBe(200);
        (await northwind.ListAsync(Body(11, token))).Status.ShouldBe(400);
        (await contoso.ListAsync(Body(10, token))).Status.ShouldBe(400);
        (await northwind.ListAsync(Body(10, token[..^1] + (token[^1] == 'A' ? 'Q' : 'A')))).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("application/json", AmazonCaller.ListType, 415)]
    [InlineData(AmazonCaller.ListType, "text/html", 406)]
    [InlineData(AmazonCaller.ListType + ";charset=utf-16", AmazonCaller.ListType, 415)]
    [InlineData(AmazonCaller.ListType + ";charset=\"UTF-8\"", AmazonCaller.ListType, 200)]
    [InlineData(AmazonCaller.ListType, "application/json", 406)]
    [InlineData(AmazonCaller.ListType, "application/*", 200)]
    [InlineData(AmazonCaller.ListType, "*/*", 200)]
    public async Task Media_types_are_checked_as_Amazon_checks_them(string contentType, string accept, int status)
    {
        using var caller = As("northwind");

        var answer = await caller.ListAsync(contentType: contentType, accept: accept);

        answer.Status.ShouldBe(status);
        if (status == 200) answer.MediaType.ShouldBe(AmazonCaller.ListType);
    }

    private static string Body(int maxResults, string token) => new JsonObject { ["maxResults"] = maxResults, ["nextToken"] = token }.ToJsonString();
}
