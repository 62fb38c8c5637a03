using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>
/// Redacts the tags of every span when it ends. Listeners run in the order of their registration, so this one runs before those added later.
/// OpenTelemetry's listener runs earlier and calls <see cref="Redact"/> in its first processor. This listener records no spans.
/// </summary>
internal sealed class RedactedTraces : IHostedService, IDisposable
{
    private static readonly string[] Addresses = ["url.full", "url.original", "http.url", "http.target"];

    private readonly ActivityListener _listener = new() { ShouldListenTo = _ => true, ActivityStopped = Redact, ExceptionRecorder = Record };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ActivitySource.AddActivityListener(_listener);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();

    public static void Redact(Activity activity)
    {
        List<KeyValuePair<string, object?>>? changes = null;
        foreach (ref readonly var tag in activity.EnumerateTagObjects())
        {
            var redacted = Redacted(tag.Key, tag.Value);
            if (!ReferenceEquals(redacted, tag.Value)) (changes ??= []).Add(new(tag.Key, redacted));
        }

        foreach (var (name, value) in changes ?? []) activity.SetTag(name, value);
        if (activity.StatusDescription is { } description) activity.SetStatus(activity.Status, Redaction.Line(description));
    }

    private static object? Redacted(string name, object? value) => value switch
    {
        string when name == "url.query" => Redaction.Mask,
        string address when Addresses.Contains(name) => Redaction.WithoutQuery(address),
        _ => Redaction.Value(name, value),
    };

    /// <summary>
    /// A recorded exception becomes an event, which cannot be changed later, so its tags are redacted when they are created.
    /// </summary>
    private static void Record(Activity activity, Exception exception, ref TagList tags)
    {
        tags.Add("exception.message", Redaction.Text(exception.Message));
        tags.Add("exception.stacktrace", Redaction.Text(exception.ToString()));
    }
}
