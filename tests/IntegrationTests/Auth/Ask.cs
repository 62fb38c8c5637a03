using System.Net;
using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Auth;

internal static class Ask
{
    public static Task<HttpResponseMessage> WhoAsync(this ProbeApp app, string? authorization) =>
        app.SendAsync("GET", "/who", ("Authorization", authorization));

    public static Task<HttpResponseMessage> SignedInAsync(this ProbeApp app, string token) => app.WhoAsync("Bearer " + token);

    public static async Task<HttpResponseMessage> SendAsync(
        this ProbeApp app, string method, string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        foreach (var (name, value) in headers)
        {
            if (value is not null) request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return await app.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

    /// <summary>The response is a problem document of the service, whichever component refused the request.</summary>
    public static async Task<JsonNode> ShouldBeProblemAsync(this HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType?.ToString().ShouldBe("application/problem+json");
        var problem = await answer.JsonAsync();
        problem["status"]!.GetValue<int>().ShouldBe((int)status);
        problem["code"]!.GetValue<string>().ShouldBe(code);
        problem["type"]!.GetValue<string>().ShouldBe("https://accounts.example/problems/" + code);
        problem["error"]!["code"]!.GetValue<string>().ShouldBe(code);
        return problem;
    }

    public static Task ShouldRefuseTokenAsync(this HttpResponseMessage answer)
    {
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        return answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "auth.invalid_token");
    }

    public static Task ShouldChallengeAsync(this HttpResponseMessage answer)
    {
        answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
        return answer.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "auth.required");
    }
}
