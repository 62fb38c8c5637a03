using System.Diagnostics;
using System.Text;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.AmazonAds;

namespace Accounts.UnitTests.AmazonAds;

/// <summary>Uses real sockets on loopback and the real clock, for behaviour that a scripted handler cannot show.</summary>
public sealed class AmazonOnTheWireTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    [Fact]
    public async Task A_slow_body_times_out_at_the_deadline()
    {
        using var amazon = new LoopbackAmazon(async (stream, ct) =>
        {
            await LoopbackAmazon.WriteAsync(stream, Head + "Content-Length: 1000000\r\n\r\n", ct);
            for (var i = 0; i < 1_000_000; i++)
            {
                await LoopbackAmazon.WriteAsync(stream, " ", ct);
                await Task.Delay(20, ct);
            }
        });
        var started = Stopwatch.GetTimestamp();

        (await Against(amazon, deadline: "00:00:00.600").ListAsync()).Error.ShouldBe(AmazonErrors.Timeout);
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_endless_response_is_aborted_at_the_size_limit_and_not_retried()
    {
        long written = 0;
        using var amazon = new LoopbackAmazon(async (stream, ct) =>
        {
            await LoopbackAmazon.WriteAsync(stream, Head + "\r\n", ct);
            var spaces = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));
            for (; written < 1L << 30; written += spaces.Length) await stream.WriteAsync(spaces, ct);
        });

        (await Against(amazon).ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        amazon.Requests.Count.ShouldBe(1);
        written.ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public async Task A_response_with_a_content_length_over_the_limit_is_refused()
    {
        using var amazon = new LoopbackAmazon((stream, ct) => LoopbackAmazon.WriteAsync(stream, Head + "Content-Length: 1073741824\r\n\r\n{", ct));
        (await Against(amazon).ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
    }

    [Fact]
    public async Task A_read_whose_connection_breaks_in_the_body_is_retried()
    {
        var calls = 0;
        using var amazon = new LoopbackAmazon((stream, ct) => LoopbackAmazon.WriteAsync(stream, ++calls == 1
            ? Head + "Content-Length: 100\r\n\r\n{\"adsAcc"
            : Head + "Content-Length: 18\r\nConnection: close\r\n\r\n{\"adsAccounts\":[]}", ct));

        (await Against(amazon).ListAsync()).Succeeded.ShouldBeTrue();
        amazon.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_that_always_breaks_is_reported_as_unavailable(bool reset)
    {
        using var amazon = new LoopbackAmazon((stream, ct) => LoopbackAmazon.WriteAsync(stream, Head + "Content-Length: 100\r\n\r\n{", ct), reset);

        (await Against(amazon).ListAsync()).Error.Code.ShouldBe("amazon.unavailable");
        amazon.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_refused_connection_is_reported_as_unavailable()
    {
        (await Against(UrlOfNobody()).ListAsync()).Error.Code.ShouldBe("amazon.unavailable");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new LoopbackAmazon((_, _) => Task.CompletedTask);
        using var amazon = new LoopbackAmazon((stream, ct) => LoopbackAmazon.WriteAsync(stream,
            $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Url}/adsAccounts/list\r\nContent-Length: 0\r\n\r\n", ct));

        (await Against(amazon).ListAsync()).Error.ShouldBe(AmazonErrors.InvalidAnswer);
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_trace_context_is_sent_and_the_span_is_recorded()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "System.Net.Http" or "test",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        using var amazon = new LoopbackAmazon((stream, ct) =>
            LoopbackAmazon.WriteAsync(stream, Head + "Content-Length: 18\r\n\r\n{\"adsAccounts\":[]}", ct));
        using (var request = source.StartActivity("request"))
        {
            request!.AddBaggage("user", "someone");
            await Against(amazon).ListAsync();
        }

        var sent = amazon.Requests.ShouldHaveSingleItem();
        foreach (var header in new[] { "traceparent", "tracestate", "baggage", "Correlation-Context", "Request-Id", "Cookie" })
            sent.ShouldNotContain(header + ":", Case.Insensitive);
        spans.ShouldContain(s => s.Source.Name == "System.Net.Http");
        spans.SelectMany(s => s.TagObjects).ShouldAllBe(t => !$"{t.Value}".Contains("canary", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_call_has_the_user_agent_of_the_service()
    {
        using var amazon = new LoopbackAmazon((stream, ct) =>
            LoopbackAmazon.WriteAsync(stream, Head + "Content-Length: 2\r\nConnection: close\r\n\r\n{}", ct));
        var service = Against(amazon);

        await service.ListAsync();
        await service.Lwa.RefreshAsync(Region.EU, Secret.From("Atzr|canary"), _ => Task.FromResult(true), TestContext.Current.CancellationToken);

        amazon.Requests.Select(r => r.Split('\r')[0]).ShouldBe(["POST /adsAccounts/list HTTP/1.1", "POST /token HTTP/1.1"]);
        var version = typeof(AmazonAdsOptions).Assembly.GetName().Version!.ToString(3);
        amazon.Requests.ShouldAllBe(r => r.Contains($"\r\nUser-Agent: Accounts/{version}\r\n", StringComparison.Ordinal));
    }

    private static string UrlOfNobody()
    {
        using var gone = new LoopbackAmazon((_, _) => Task.CompletedTask);
        return gone.Url;
    }

    private static AmazonDouble Against(LoopbackAmazon amazon, string deadline = "00:00:20") => Against(amazon.Url, deadline);

    private static AmazonDouble Against(string url, string deadline = "00:00:20") =>
        new(clock: TimeProvider.System, settings: new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AmazonAds:Regions:EU:ApiUrl"] = url,
            ["AmazonAds:Regions:EU:TokenUrl"] = url + "/token",
            ["Resilience:BaseDelay"] = "00:00:00.010",
            ["Resilience:RequestDeadline"] = deadline,
        });
}
