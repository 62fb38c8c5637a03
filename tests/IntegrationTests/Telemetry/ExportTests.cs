using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Accounts.IntegrationTests.Telemetry;

public sealed class ExportTests(ExportTests.World world) : IClassFixture<ExportTests.World>
{
    private const string Route = "/api/v1/accounts/amazon-ads-accounts";

    /// <summary>Exports to a port on which nothing listens; the test reads the same spans with an exporter of its own.</summary>
    public sealed class World(TestServers servers) : ApiWorld(servers)
    {
        protected override (string Name, string Value)[] Changes =>
            [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")];
    }

    [Fact]
    public async Task A_live_request_is_one_trace_through_amazon_and_sql_without_user_token_or_query()
    {
        using var spans = new SpanCollector();
        world.Services.GetRequiredService<TracerProvider>().AddProcessor(spans);
        using var person = await world.ConnectedAsync("northwind");
        var user = await world.Database.Owner.ScalarAsync<Guid>("select user_id from public.oauth_tokens order by created_at desc limit 1");

        using var caller = new Activity("caller").Start();
        (await person.GetAsync($"{Route}?live=true&max_results=100&code=canary-code")).Status.ShouldBe(HttpStatusCode.OK);

        await Eventually.IsTrueAsync(() => spans.Of(caller.TraceId).Any(s => s.Kind == ActivityKind.Server), "The server's span");
        var trace = spans.Of(caller.TraceId);
        var server = trace.Single(s => s.Kind == ActivityKind.Server && s.GetTagItem("http.route") as string == Route);
        var own = trace.Where(s => s.ParentSpanId == server.SpanId).ToList();
        own.ShouldContain(s => s.Source.Name == "System.Net.Http" && s.Kind == ActivityKind.Client);
        own.ShouldContain(s => s.Source.Name == "Npgsql" && $"{s.GetTagItem("db.query.text")}".Contains("set_config('app.user_id', $2"));
        server.GetTagItem("url.query").ShouldBe("[redacted]");
        var values = trace.Where(s => s.GetTagItem("db.npgsql.data_source") is null or "accounts").SelectMany(s => s.TagObjects)
            .Select(tag => $"{tag.Value}").ToList();
        values.ShouldAllBe(v => !v.Contains("canary-code") && !v.Contains("Atza") && !v.Contains($"{user}"));
    }

    [Fact]
    public async Task Amazon_receives_no_trace_context()
    {
        using var person = await world.ConnectedAsync("contoso");
        using var caller = new Activity("caller").AddBaggage("secret", "of-the-caller").Start();

        (await person.GetAsync($"{Route}?live=true&max_results=100")).Status.ShouldBe(HttpStatusCode.OK);

        // The browser of this test calls the consent page and Clerk; the service alone calls the others.
        var calls = world.Amazon.Calls.Recent.Where(call => call.Route is Routes.Token or Routes.ListAccounts or Routes.ListProfiles).ToList();
        calls.Select(call => call.Route).ShouldContain(Routes.ListAccounts);
        calls.SelectMany(call => call.HeaderNames).ShouldNotContain(
            name => name.Equals("traceparent", StringComparison.OrdinalIgnoreCase) || name.Equals("tracestate", StringComparison.OrdinalIgnoreCase)
                || name.Equals("baggage", StringComparison.OrdinalIgnoreCase) || name.Equals("Request-Id", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Correlation-Context", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Metrics_are_exported() => world.Services.GetService<MeterProvider>().ShouldNotBeNull();

    private sealed class SpanCollector : BaseProcessor<Activity>
    {
        private readonly ConcurrentQueue<Activity> _ended = [];

        public override void OnEnd(Activity data) => _ended.Enqueue(data);

        public IReadOnlyList<Activity> Of(ActivityTraceId trace) => [.. _ended.Where(span => span.TraceId == trace)];
    }
}

public sealed class NoExportTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    [Fact]
    public void Nothing_is_recorded_without_an_endpoint()
    {
        world.Services.GetService<TracerProvider>().ShouldBeNull();
        world.Services.GetService<MeterProvider>().ShouldBeNull();
    }
}
