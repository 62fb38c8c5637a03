using System.Diagnostics;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>Spans of this service's own, for work that no request causes.</summary>
internal static class Traces
{
    public const string Name = "Accounts";

    private static readonly ActivitySource Source = new(Name);

    public static Activity? Tick(string name) => Source.StartActivity($"tick {name}");

    public static Activity? Job(string kind) => Source.StartActivity($"job {kind}");
}
