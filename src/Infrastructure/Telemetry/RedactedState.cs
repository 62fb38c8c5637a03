using System.Collections;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>The state of a log entry as providers see it. Message and values are redacted when they are read.</summary>
internal sealed class RedactedState<TState>(TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly IReadOnlyList<KeyValuePair<string, object?>> _values = state switch
    {
        IReadOnlyList<KeyValuePair<string, object?>> list => list,
        IEnumerable<KeyValuePair<string, object?>> pairs => [.. pairs],
        _ => [],
    };

    public int Count => _values.Count;

    public KeyValuePair<string, object?> this[int index] => new(_values[index].Key, Redaction.Value(_values[index].Key, _values[index].Value));

    public override string ToString() => Redaction.Line(formatter(state, exception));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
