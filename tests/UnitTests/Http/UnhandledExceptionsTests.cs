using Accounts.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace Accounts.UnitTests.Http;

public sealed class UnhandledExceptionsTests : IDisposable
{
    private readonly ILogger _logger = Substitute.For<ILogger>();
    private readonly ILoggerFactory _loggers = Substitute.For<ILoggerFactory>();

    public UnhandledExceptionsTests()
    {
        _logger.IsEnabled(Arg.Any<LogLevel>()).Returns(returnThis: true);
        _loggers.CreateLogger(Arg.Any<string>()).Returns(_logger);
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task A_request_aborted_by_the_caller_returns_499_and_is_not_logged()
    {
        var context = Context();
        context.RequestAborted = new CancellationToken(canceled: true);

        (await HandleAsync(context, new TaskCanceledException())).ShouldBeTrue();

        context.Response.StatusCode.ShouldBe(499);
        Logged().ShouldBe(0);
    }

    [Fact]
    public async Task A_cancellation_without_an_aborted_request_returns_500_and_is_logged()
    {
        var context = Context();

        await HandleAsync(context, new TaskCanceledException());

        context.Response.StatusCode.ShouldBe(500);
        Logged().ShouldBe(1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(408)]
    [InlineData(413)]
    [InlineData(415)]
    public async Task A_bad_request_keeps_its_status_and_is_not_logged(int status)
    {
        var context = Context();

        await HandleAsync(context, new BadHttpRequestException("secret", status));

        context.Response.StatusCode.ShouldBe(status);
        Logged().ShouldBe(0);
    }

    private static DefaultHttpContext Context() => new()
    {
        RequestServices = new ServiceCollection().AddLogging().AddHttpEdges().BuildServiceProvider(),
    };

    private int Logged() => _logger.ReceivedCalls().Count(call => call.GetMethodInfo().Name == nameof(ILogger.Log));

    private ValueTask<bool> HandleAsync(HttpContext context, Exception exception) =>
        new UnhandledExceptionHandler(new Logger<UnhandledExceptionHandler>(_loggers))
            .TryHandleAsync(context, exception, TestContext.Current.CancellationToken);
}
