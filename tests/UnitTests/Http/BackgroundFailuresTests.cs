using Accounts.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Accounts.UnitTests.Http;

public sealed class BackgroundFailuresTests
{
    [Fact]
    public async Task A_part_that_fails_after_the_start_ends_the_process_without_success()
    {
        var failures = await RunAsync(_ => throw new InvalidOperationException("broken"));

        failures.Any.ShouldBeTrue();
        (await failures.ReportAsync()).ShouldBe(70);
    }

    [Fact]
    public async Task A_part_that_ends_with_the_host_has_not_failed()
    {
        var failures = await RunAsync(ct => Task.Delay(Timeout.InfiniteTimeSpan, ct), stop: true);

        failures.Any.ShouldBeFalse();
        (await failures.ReportAsync()).ShouldBe(0);
    }

    private static async Task<BackgroundFailures> RunAsync(Func<CancellationToken, Task> work, bool stop = false)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddHostedService(_ => new Part(work));
        var host = builder.Build();
        var failures = new BackgroundFailures(host.Services);
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        if (stop) lifetime.ApplicationStarted.Register(lifetime.StopApplication);

        await host.RunAsync(TestContext.Current.CancellationToken);
        return failures;
    }

    private sealed class Part(Func<CancellationToken, Task> work) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            await work(stoppingToken);
        }
    }
}
