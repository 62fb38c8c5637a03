using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>
/// Rewrites what an activity says about itself when it ends, before whoever exports it looks: listeners are called in the order in which they
/// came, and this one comes first. It asks for no activity to be recorded.
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

    private static void Redact(Activity activity)
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

    /// <summary>An exception becomes an event, which cannot be rewritten; but what it is made of is asked for first.</summary>
    private static void Record(Activity activity, Exception exception, ref TagList tags)
    {
        tags.Add("exception.message", Redaction.Text(exception.Message));
        tags.Add("exception.stacktrace", Redaction.Text(exception.ToString()));
    }
}
