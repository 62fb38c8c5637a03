using Accounts.Infrastructure.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

#pragma warning disable CA1848, CA2254 // the tests log in the style of third-party code
namespace Accounts.UnitTests.Telemetry;

/// <summary>Checks what logging providers receive, both those from the container and those added later.</summary>
public sealed class RedactingLoggerTests : IDisposable
{
    private const string Token = "Atza|IwEBI-of-somebody";
    private readonly SeeingProvider _early = new();
    private readonly SeeingProvider _late = new();
    private readonly ServiceProvider _services;
    private readonly ILogger _logger;

    public RedactingLoggerTests()
    {
        _services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_early)).AddRedaction().BuildServiceProvider();
        _services.GetRequiredService<ILoggerFactory>().AddProvider(_late);
        _logger = _services.GetRequiredService<ILogger<RedactingLoggerTests>>();
    }

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Message_and_values_are_redacted_for_every_provider()
    {
        _logger.LogWarning("Got {Token} after {Attempts} attempts for {Person}", Token, 2, "a\r\nb");

        foreach (var provider in new[] { _early, _late })
        {
            var line = provider.Seen.ShouldHaveSingleItem();
            line.Message.ShouldBe("Got [redacted] after 2 attempts for a\\r\\nb");
            line.Values["Token"].ShouldBe("[redacted]");
            line.Values["Attempts"].ShouldBe(2);
            line.Values["{OriginalFormat}"].ShouldBe("Got {Token} after {Attempts} attempts for {Person}");
        }
    }

    [Fact]
    public void A_message_without_a_template_is_redacted()
    {
        _logger.LogWarning($"Got {Token}");

        _early.Seen.Single().ToString().ShouldNotContain("Atza");
    }

    [Fact]
    public void Only_an_exception_that_contains_a_secret_is_replaced()
    {
        var harmless = new InvalidOperationException("no secret");
        var harmful = new InvalidOperationException("outer", new HttpRequestException($"refused {Token}"));

        _logger.LogError(harmless, "First");
        _logger.LogError(harmful, "Second");

        var seen = _early.Seen.ToArray();
        seen[0].Exception.ShouldBeSameAs(harmless);
        var text = seen[1].Exception.ShouldNotBeNull().ToString();
        text.ShouldNotContain("Atza");
        text.ShouldContain("System.Net.Http.HttpRequestException: refused [redacted]");
        seen[1].Exception!.Message.ShouldBe("outer");
    }

    [Fact]
    public void Scopes_are_redacted()
    {
        using (_logger.BeginScope(new Dictionary<string, object> { ["request_id"] = "1", ["state"] = "abc", ["address"] = $"/x?y={Token}" }))
        using (_logger.BeginScope($"Calling with {Token}"))
        using (_logger.BeginScope("Calling {Address}", Token))
        {
            _logger.LogWarning("Said");
        }

        _early.Seen.Single().Scopes.ShouldBe(
            ["request_id=1", "state=[redacted]", "address=/x?y=[redacted]", "Calling with [redacted]", "Address=[redacted]",
                "{OriginalFormat}=Calling {Address}"]);
    }

    [Fact]
    public void A_message_below_the_minimum_level_is_not_formatted()
    {
        using var quiet = new ServiceCollection().AddLogging(logging => logging.AddProvider(_early).SetMinimumLevel(LogLevel.Error)).AddRedaction()
            .BuildServiceProvider();
        var formatted = 0;

        quiet.GetRequiredService<ILoggerFactory>().CreateLogger("x").Log(LogLevel.Warning, default, 1, exception: null, (_, _) => $"{++formatted}");

        formatted.ShouldBe(0);
        _early.Seen.ShouldBeEmpty();
    }

    private sealed record SeenLine(string Message, IReadOnlyDictionary<string, object?> Values, Exception? Exception, IReadOnlyList<string> Scopes)
    {
        public override string ToString() => $"{Message} {string.Join(' ', Values)} {Exception} {string.Join(' ', Scopes)}";
    }

    private sealed class SeeingProvider : ILoggerProvider, ILogger, ISupportExternalScope
    {
        private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

        public List<SeenLine> Seen { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var scopes = new List<string>();
            _scopes.ForEachScope((scope, all) => all.AddRange(scope is IEnumerable<KeyValuePair<string, object?>> values
                ? values.Select(v => $"{v.Key}={v.Value}") : [$"{scope}"]), scopes);
            var named = ((IEnumerable<KeyValuePair<string, object?>>)state!).ToDictionary(v => v.Key, v => v.Value);
            Seen.Add(new SeenLine(formatter(state, exception), named, exception, scopes));
        }

        public void Dispose()
        {
        }
    }
}
