using System.Collections.Concurrent;
using Accounts.Simulators.Worlds;
using Microsoft.AspNetCore.Http.Features;

namespace Accounts.Simulators.Control;

/// <summary>A call that the simulator received. The status is null if the call was reset, has stalled or is still running.</summary>
public sealed record Call(string Route, AdsRegion? Region, DateTimeOffset At, int? Status, string? GrantId, IReadOnlyList<string>? FormKeys)
{
    /// <summary>The profile named by <c>Amazon-Advertising-API-Scope</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>The query string with its <c>?</c>, or empty. Always empty for the consent page, because its state is a secret.</summary>
    public string Query { get; init; } = "";

    /// <summary>The names of all headers that were sent.</summary>
    public IReadOnlyList<string> HeaderNames { get; init; } = [];
}

/// <summary>The number of calls of a route. <c>ByStatus</c> excludes calls without a response.</summary>
public sealed record RouteCalls(int Total, int MostAtOnce, IReadOnlyDictionary<int, int> ByStatus);

/// <summary>Counts all calls and keeps the details of the last thousand.</summary>
public sealed record CallHistory(IReadOnlyDictionary<string, RouteCalls> Routes, IReadOnlyList<Call> Recent)
{
    /// <summary>Counts the calls of a route since the log was last cleared.</summary>
    public int Count(string route) => Routes.TryGetValue(route, out var calls) ? calls.Total : 0;

    public int Count(string route, int status) => Routes.TryGetValue(route, out var calls) ? calls.ByStatus.GetValueOrDefault(status) : 0;
}

internal sealed class CallEntry(SimulatedRoute route, DateTimeOffset at, string? scope, string query, IReadOnlyList<string> headerNames)
{
    public const string ScopeHeader = "Amazon-Advertising-API-Scope";

    public SimulatedRoute Route => route;

    public string? Scope => scope;

    public int? Status { get; set; }

    public string? GrantId { get; set; }

    public IReadOnlyList<string>? FormKeys { get; set; }

    /// <summary>Records that the connection was reset, so the caller received no complete response.</summary>
    public bool Broken { get; set; }

    public static CallEntry Of(HttpContext context) => context.Features.GetRequiredFeature<CallEntry>();

    public Call Seen() => new(route.Name, route.Region, at, Status, GrantId, FormKeys) { Scope = scope, Query = query, HeaderNames = headerNames };
}

internal sealed class CallLog(SimulatorClock clock)
{
    private const int Kept = 1000;

    private readonly ConcurrentQueue<CallEntry> _recent = [];
    private readonly Dictionary<string, Tally> _tallies = [];
    private readonly Lock _counting = new();

    public CallEntry Begin(SimulatedRoute route, HttpRequest request)
    {
        var scope = request.Headers.TryGetValue(CallEntry.ScopeHeader, out var header) ? header.ToString() : null;
        var query = route.Name == Routes.Consent ? "" : request.QueryString.ToString();
        var entry = new CallEntry(route, clock.GetUtcNow(), scope, query, [.. request.Headers.Select(header => header.Key)]);
        _recent.Enqueue(entry);
        if (_recent.Count > Kept) _recent.TryDequeue(out _);
        lock (_counting) TallyOf(route.Name).Begin();
        return entry;
    }

    public void End(CallEntry entry)
    {
        lock (_counting) TallyOf(entry.Route.Name).End(entry.Status);
    }

    public CallHistory Read()
    {
        lock (_counting)
        {
            return new CallHistory(_tallies.Where(t => t.Value.Total > 0).ToDictionary(t => t.Key, t => t.Value.Read()),
                [.. _recent.Select(entry => entry.Seen())]);
        }
    }

    public void Clear()
    {
        lock (_counting)
        {
            foreach (var tally in _tallies.Values) tally.Clear();
            _recent.Clear();
        }
    }

    private Tally TallyOf(string route)
    {
        if (!_tallies.TryGetValue(route, out var tally)) _tallies[route] = tally = new Tally();
        return tally;
    }

    private sealed class Tally
    {
        private readonly Dictionary<int, int> _byStatus = [];
        private int _mostAtOnce;
        private int _running;

        public int Total { get; private set; }

        public void Begin()
        {
            Total++;
            _mostAtOnce = Math.Max(_mostAtOnce, ++_running);
        }

        public void End(int? status)
        {
            _running--;
            if (status is { } known) _byStatus[known] = _byStatus.GetValueOrDefault(known) + 1;
        }

        public RouteCalls Read() => new(Total, _mostAtOnce, new Dictionary<int, int>(_byStatus));

        public void Clear()
        {
            Total = 0;
            _mostAtOnce = _running;
            _byStatus.Clear();
        }
    }
}
