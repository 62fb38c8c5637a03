using System.Diagnostics;
using Accounts.Infrastructure.Telemetry;

namespace Accounts.UnitTests.Telemetry;

public sealed class RedactedTracesTests : IAsyncLifetime
{
    private const string Token = "Atza|IwEBI-of-somebody";
    private readonly ActivitySource _source = new($"tests.{nameof(RedactedTracesTests)}");
    private readonly RedactedTraces _traces = new();
    private readonly List<Dictionary<string, object?>> _exported = [];
    private readonly ActivityListener _exporter;

    public RedactedTracesTests() => _exporter = new ActivityListener
    {
        ShouldListenTo = source => source == _source,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        ActivityStopped = activity => _exported.Add(activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value)),
    };

    public async ValueTask InitializeAsync()
    {
        await _traces.StartAsync(CancellationToken.None);
        ActivitySource.AddActivityListener(_exporter);
    }

    public ValueTask DisposeAsync()
    {
        _exporter.Dispose();
        _traces.Dispose();
        _source.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Tags_are_redacted_and_query_strings_removed_before_export()
    {
        using (var activity = _source.StartActivity("call").ShouldNotBeNull())
        {
            activity.SetTag("url.full", "https://x.example/report?X-Anything=b");
            activity.SetTag("url.query", "?page=1");
            activity.SetTag("http.target", "/callback?code=a");
            activity.SetTag("url.path", "/callback");
            activity.SetTag("access_token", "opaque");
            activity.SetTag("said", $"got {Token}");
            activity.SetTag("http.response.status_code", 200);
            activity.SetStatus(ActivityStatusCode.Error, $"no {Token}");
        }

        _exported.ShouldHaveSingleItem().ShouldBe(
            new Dictionary<string, object?>
            {
                ["url.full"] = "https://x.example/report?[redacted]",
                ["url.query"] = "[redacted]",
                ["http.target"] = "/callback?[redacted]",
                ["url.path"] = "/callback",
                ["access_token"] = "[redacted]",
                ["said"] = "got [redacted]",
                ["http.response.status_code"] = 200,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_recorded_exception_is_redacted()
    {
        using var activity = _source.StartActivity("call").ShouldNotBeNull();

        activity.AddException(new InvalidOperationException($"refused {Token}"));
        activity.SetStatus(ActivityStatusCode.Error, $"refused {Token}");
        activity.Stop();

        var tags = activity.Events.Single().Tags.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
        tags["exception.message"].ShouldBe("refused [redacted]");
        tags["exception.stacktrace"].ShouldNotBeNull().ShouldNotContain("Atza");
        tags["exception.type"].ShouldBe("System.InvalidOperationException");
        activity.StatusDescription.ShouldBe("refused [redacted]");
    }

    [Fact]
    public void Redaction_alone_does_not_enable_activities()
    {
        using var unheard = new ActivitySource("tests.unheard");

        unheard.StartActivity("call").ShouldBeNull();
    }
}
