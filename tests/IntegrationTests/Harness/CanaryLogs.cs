using Microsoft.Extensions.Logging;

namespace Accounts.IntegrationTests.Harness;

/// <summary>Reads what an instance in this process logs: messages, values, scopes and exceptions, as every other provider gets them.</summary>
[ProviderAlias("Canary")]
internal sealed class CanaryLogs(Canary canary) : ILoggerProvider, ISupportExternalScope
{
    /// <summary>Receives more than the other providers, including the addresses of requests.</summary>
    public static readonly (string Name, string Value) Level = ("Logging:Canary:LogLevel:Default", "Information");

    private const string Way = "the log";
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Read(object? said)
    {
        canary.Read(Way, said?.ToString());
        if (said is not IEnumerable<KeyValuePair<string, object?>> values) return;
        foreach (var (_, value) in values) canary.Read(Way, value?.ToString());
    }

    private sealed class Logger(CanaryLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            logs.Read(state);
            logs.Read(exception);
            logs._scopes.ForEachScope(static (scope, reader) => reader.Read(scope), logs);
        }
    }
}
