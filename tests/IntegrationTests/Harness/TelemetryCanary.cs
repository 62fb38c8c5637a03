using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Accounts.Simulators.Lwa;

namespace Accounts.IntegrationTests.Harness;

/// <summary>Reads every activity and measurement of this process, of all worlds. A secret identifies its world.</summary>
internal static class TelemetryCanary
{
    /// <summary>Exporters read an activity after it has ended, and so does this class.</summary>
    private const int Delayed = 500;

    private static readonly Canary Canary = new();
    private static readonly ConcurrentQueue<Activity> Ended = [];

    /// <summary>Is active until the process ends.</summary>
    public static void Start()
    {
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (!IsOfATest(activity)) Ended.Enqueue(activity);
                Read(Delayed);
            },
        });

        var meters = new MeterListener { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        meters.SetMeasurementEventCallback<int>((_, _, tags, _) => Read(tags));
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Read(tags));
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Read(tags));
        meters.Start();
    }

    public static IReadOnlyList<string> LeaksOf(IEnumerable<IssuedSecret> secrets)
    {
        Read(0);
        return Canary.LeaksOf(secrets);
    }

    /// <summary>Tests also query databases, with secrets in their SQL. Only the pool of the service has a name.</summary>
    private static bool IsOfATest(Activity activity) =>
        activity.Source.Name == "Npgsql" && activity.GetTagItem("db.npgsql.data_source") as string != "accounts";

    private static void Read(int left)
    {
        while (Ended.Count > left && Ended.TryDequeue(out var activity))
        {
            Canary.Read("a trace", activity.DisplayName);
            Canary.Read("a trace", activity.StatusDescription);
            foreach (var (_, value) in activity.TagObjects) Canary.Read("a trace", value?.ToString());
            foreach (var (_, value) in activity.Events.SelectMany(e => e.Tags)) Canary.Read("a trace", value?.ToString());
        }
    }

    private static void Read(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (_, value) in tags) Canary.Read("a metric", value as string);
    }
}
