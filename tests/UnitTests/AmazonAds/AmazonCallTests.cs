using System.Net;
using System.Text.Json;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>What a call puts on the wire, and which answers are a success.</summary>
public sealed class AmazonCallTests
{
    private const string Report = "application/vnd.createasyncreportrequest.v3+json";
    private const string ReportAnswer = "application/vnd.createasyncreportresponse.v3+json";

    private static readonly AmazonCall Call = new(Region.EU, CallFamily.Reports, "reporting/reports", [ReportAnswer, "application/json"],
        AmazonDouble.Login)
    {
        Sends = Report,
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_types_of_the_body_and_of_the_answer_are_separate()
    {
        var sent = await SendAsync(Call, new { name = "n" });

        sent.Method.ShouldBe(HttpMethod.Post);
        sent.Headers["Content-Type"].ShouldBe(Report);
        sent.Headers["Accept"].ShouldBe($"{ReportAnswer}, application/json");
    }

    [Fact]
    public async Task A_call_for_an_advertiser_names_the_app_in_both_headers()
    {
        var sent = await SendAsync(Call with { AdsAccount = "4711" }, new { });

        sent.Headers["Amazon-Ads-ClientId"].ShouldBe("amzn1.application-oa2-client.test");
        sent.Headers["Amazon-Advertising-API-ClientId"].ShouldBe("amzn1.application-oa2-client.test");
        sent.Headers["Amazon-Ads-AccountId"].ShouldBe("4711");
        sent.Headers.Keys.ShouldNotContain("Amazon-Advertising-API-Scope");
    }

    [Fact]
    public async Task Any_other_call_has_the_classic_headers()
    {
        var sent = await SendAsync(Call with { Scope = "123" }, new { });

        sent.Headers["Amazon-Advertising-API-ClientId"].ShouldBe("amzn1.application-oa2-client.test");
        sent.Headers["Amazon-Advertising-API-Scope"].ShouldBe("123");
        sent.Headers.Keys.ShouldNotContain(name => name.StartsWith("Amazon-Ads-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_call_for_an_advertiser_counts_towards_the_limit_of_that_advertiser()
    {
        (Call with { AdsAccount = "4711" }).ToOutward().Scope.ShouldBe("4711");
        (Call with { AdsAccount = "4711", Scope = "123" }).ToOutward().Scope.ShouldBe("4711");
    }

    [Fact]
    public async Task An_absent_member_is_left_out_and_an_explicit_null_clears()
    {
        var sent = await SendAsync(Call, new Change("1", PurchaseOrderNumber: AmazonJson.Explicit<string>(null)));

        sent.Body.ShouldBe("""{"campaignId":"1","purchaseOrderNumber":null}""");
    }

    [Fact]
    public async Task An_explicit_value_is_written_as_it_is()
    {
        var sent = await SendAsync(Call, new Change("1", KpiValue: AmazonJson.Explicit<decimal?>(0.5m)));

        sent.Body.ShouldBe("""{"campaignId":"1","kpiValue":0.5}""");
    }

    [Fact]
    public async Task A_deletion_has_no_body_and_an_answer()
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, """{"code":"200"}"""));

        var code = await amazon.Http.DeleteAsync<JsonElement, string?>(Call, json => json.Member("code").Text(), Ct);

        code.Value.ShouldBe("200");
        var sent = amazon.Sent.ShouldHaveSingleItem();
        (sent.Method, sent.Body).ShouldBe((HttpMethod.Delete, ""));
        sent.Headers.Keys.ShouldNotContain("Content-Type");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(207)]
    public async Task Every_documented_success_is_read(int status)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer((HttpStatusCode)status, """{"error":[{"index":0}]}""", ReportAnswer));

        var errors = await amazon.Http.PostAsync<object, JsonElement, int>(Call, new { }, json => json.Member("error").Items().Count(), Ct);

        errors.Value.ShouldBe(1);
    }

    private static async Task<AmazonDouble.SentRequest> SendAsync<TBody>(AmazonCall call, TBody body)
    {
        using var amazon = new AmazonDouble(_ => AmazonDouble.Answer(HttpStatusCode.OK, "{}"));
        (await amazon.Http.PostAsync<TBody, JsonElement, bool>(call, body, _ => true, Ct)).Succeeded.ShouldBeTrue();
        return amazon.Sent.ShouldHaveSingleItem();
    }

    private sealed record Change(string CampaignId, JsonElement? PurchaseOrderNumber = null, JsonElement? KpiValue = null);
}
