using System.Diagnostics;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>Spans for work that is not caused by a request.</summary>
internal static class Traces
{
    public const string Name = "Accounts";

    private static readonly ActivitySource Source = new(Name);

    public static Activity? Tick(string name) => Source.StartActivity($"tick {name}");

    public static Activity? Job(string kind) => Source.StartActivity($"job {kind}");
}
