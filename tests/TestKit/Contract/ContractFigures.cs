using System.Collections.Concurrent;
using System.Globalization;

namespace Accounts.TestKit.Contract;

/// <summary>How many calls and responses of each operation were seen, and how long comparing them took.</summary>
public sealed class ContractFigures
{
    private readonly ConcurrentDictionary<string, (int Calls, int Responses)> _operations = new(StringComparer.Ordinal);
    private long _ticks;

    public IReadOnlyDictionary<string, (int Calls, int Responses)> Operations => _operations;

    /// <summary>One line for each operation, and one for the time.</summary>
    public IEnumerable<string> Lines =>
    [
        .. _operations.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => string.Create(CultureInfo.InvariantCulture,
            $"{o.Key}  calls {o.Value.Calls}  responses {o.Value.Responses}  {(Uncovered.IsDocumented(o.Key) ? "compared" : "no document")}")),
        string.Create(CultureInfo.InvariantCulture, $"comparing took {TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds:0.0} s"),
    ];

    internal void Count(string operation, bool hasResponse, TimeSpan took)
    {
        _operations.AddOrUpdate(operation, (1, hasResponse ? 1 : 0), (_, o) => (o.Calls + 1, o.Responses + (hasResponse ? 1 : 0)));
        Interlocked.Add(ref _ticks, took.Ticks);
    }
}
