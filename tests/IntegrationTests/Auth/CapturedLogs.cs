using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Auth;

internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<CapturedLine> Lines { get; } = [];

    public IEnumerable<CapturedLine> Errors => Lines.Where(line => line.Level >= LogLevel.Error);

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scope = new Dictionary<string, object?>();
            logs._scopes.ForEachScope(
                static (pushed, all) =>
                {
                    if (pushed is not IEnumerable<KeyValuePair<string, object>> pairs) return;
                    foreach (var (name, value) in pairs) all[name] = value;
                },
                scope);
            logs.Lines.Enqueue(new CapturedLine(logLevel, formatter(state, exception) + exception, scope));
        }
    }
}

internal sealed record CapturedLine(LogLevel Level, string Text, IReadOnlyDictionary<string, object?> Scope);
