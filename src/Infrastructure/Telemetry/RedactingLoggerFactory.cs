using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>Wraps all logging providers, including those added later, so that none of them receives unredacted entries.</summary>
internal sealed class RedactingLoggerFactory(LoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class RedactingLogger(ILogger logger) : ILogger
    {
        public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull =>
            state is IEnumerable<KeyValuePair<string, object?>>
                ? logger.BeginScope(new RedactedState<TState>(state, exception: null, static (scope, _) => scope.ToString() ?? ""))
                : logger.BeginScope(Redaction.Line(state.ToString() ?? ""));

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!logger.IsEnabled(logLevel)) return;

            var redacted = new RedactedState<TState>(state, exception, formatter);
            logger.Log(logLevel, eventId, redacted, RedactedException.Of(exception), static (entry, _) => entry.ToString());
        }
    }
}
