using System.Net;
using System.Text;
using Accounts.IntegrationTests.Auth;

namespace Accounts.IntegrationTests.Http;

public sealed class JsonBodiesTests : EdgeTest
{
    private const string Json = "application/json";

    [Fact]
    public async Task The_response_uses_the_names_and_formats_of_the_api()
    {
        var answer = await PostAsync("""{"title":"Größe 😀 <b>","region":"EU","mood":"very_good","at":"2026-01-31T11:30:00.1239+01:00"}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType?.ToString().ShouldBe("application/json; charset=utf-8");
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe(
            """{"title":"Größe \uD83D\uDE00 \u003Cb\u003E","region":"EU","mood":"very_good","count":"""
            + """null,"at":"2026-01-31T10:30:00.123Z","inner":null,"numbers":null}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("not json")]
    [InlineData("{\"title\":\"a\",}")]
    [InlineData("{/* */\"title\":\"a\"}")]
    [InlineData("{'title':'a'}")]
    public async Task A_body_that_is_not_one_object_is_malformed(string body)
    {
        await (await PostAsync(body)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"title":"a","user_id":"x"}""", "/user_id")]
    [InlineData("""{"title":"a","Title":"b"}""", "/Title")]
    [InlineData("""{"title":"a","title":"b"}""", "/title")]
    [InlineData("""{"title":"a","__proto__":{}}""", "/__proto__")]
    [InlineData("""{"title":5}""", "/title")]
    [InlineData("""{"title":"a","count":"5"}""", "/count")]
    [InlineData("""{"title":"a","count":1.5}""", "/count")]
    [InlineData("""{"title":"a","region":"eu-west"}""", "/region")]
    [InlineData("""{"title":"a","region":1}""", "/region")]
    [InlineData("""{"title":"a","mood":"0"}""", "/mood")]
    [InlineData("""{"title":"a","at":"2026-01-31T10:30:00"}""", "/at")]
    [InlineData("""{"title":"a","at":"yesterday"}""", "/at")]
    [InlineData("""{"title":"a","a b":1}""", "/?")]
    [InlineData("""{"title":"a","inner":{"title":"b","numbers":[1,"x"]}}""", "/inner/numbers/1")]
    public async Task An_invalid_member_is_reported_with_its_pointer(string body, string pointer)
    {
        var problem = await (await PostAsync(body)).ShouldBeProblemAsync(HttpStatusCode.UnprocessableEntity, "request.invalid");

        problem["errors"]![0]!["pointer"]!.GetValue<string>().ShouldBe(pointer);
    }

    [Fact]
    public async Task A_deeply_nested_body_is_malformed()
    {
        var deep = string.Concat(Enumerable.Repeat("""{"title":"a","inner":""", 33)) + "null" + new string('}', 33);

        await (await PostAsync(deep)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_too_large(bool chunked)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"title":"{{new string('a', 256 * 1024)}}"}""");

        await (await PostAsync(body, Json, chunked: chunked)).ShouldBeProblemAsync(HttpStatusCode.RequestEntityTooLarge, "request.too_large");
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json; charset=\"iso-8859-1\"", null)]
    [InlineData("application/json", "gzip")]
    [InlineData("application/json", "identity")]
    public async Task A_body_that_is_not_plain_UTF8_JSON_is_refused(string contentType, string? encoding)
    {
        var answer = await PostAsync("""{"title":"a"}"""u8.ToArray(), contentType, encoding);

        await answer.ShouldBeProblemAsync(HttpStatusCode.UnsupportedMediaType, "request.unsupported_media_type");
    }

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=utf8")]
    [InlineData("application/json; Charset=UTF8")]
    [InlineData("Application/JSON")]
    [InlineData("APPLICATION/VND.SHEET.V1+JSON")]
    [InlineData("application/json")]
    public async Task A_content_type_may_specify_UTF8(string contentType) =>
        (await PostAsync("""{"title":"a"}"""u8.ToArray(), contentType)).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, Json)]
    [InlineData(true, null)]
    [InlineData(true, Json)]
    [InlineData(true, "Application/JSON; charset=utf8")]
    public async Task An_optional_body_may_be_empty_in_either_framing(bool chunked, string? contentType)
    {
        var answer = await PostAsync([], contentType, chunked: chunked, path: "/open/optional");

        (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldBe((HttpStatusCode.OK, """{"title":null}"""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_required_body_must_not_be_empty(bool chunked) =>
        await (await PostAsync([], Json, chunked: chunked)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");

    [Fact]
    public async Task A_chunked_body_that_is_not_empty_is_read_whole()
    {
        var answer = await PostAsync("""{"title":"a"}"""u8.ToArray(), Json, chunked: true, path: "/open/optional");

        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("""{"title":"a"}""");
    }

    [Theory]
    [InlineData("""{"title":"\ud83d"}""")]
    [InlineData("""{"title":"\udc00\ud83d"}""")]
    [InlineData("""{"\ud83d":"a"}""")]
    [InlineData("""{"title":"a","mood":"\ud83d"}""")]
    [InlineData("""{"title":"a","at":"\ud83d"}""")]
    public async Task An_unpaired_surrogate_is_a_client_error(string body)
    {
        ((int)(await PostAsync(body)).StatusCode).ShouldBeOneOf(400, 422);
        App.Logs.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_in_another_encoding_are_malformed()
    {
        var body = Encoding.Unicode.GetBytes("""{"title":"a"}""");
        await (await PostAsync(body, Json)).ShouldBeProblemAsync(HttpStatusCode.BadRequest, "request.malformed");
    }

    [Fact]
    public async Task A_byte_order_mark_causes_no_server_error()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. """{"title":"a"}"""u8];
        ((int)(await PostAsync(body, Json)).StatusCode).ShouldBeOneOf(200, 400);
    }
}
