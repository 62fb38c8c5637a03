using Accounts.Application.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>What <c>dotnet Api.dll rotate-keys</c> does, without anybody asking. An instance that ends leaves the rest to the next tick.</summary>
[DisallowConcurrentExecution]
internal sealed partial class RotateKeysIfDue(KeyRotation rotation, IHostApplicationLifetime lifetime, ILogger<RotateKeysIfDue> logger)
    : IJob, IProgress<KeyRotationCount>
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            if (!await rotation.IsDueAsync(ending.Token)) return;

            var count = await rotation.RunAsync(progress: this, ending.Token);
            LogRotated(count.Rewritten, count.Current, count.Unreadable);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // what has been written is written
        }
    }

    public void Report(KeyRotationCount value) => LogProgress(value.Connections, value.Rewritten);

    [LoggerMessage(Level = LogLevel.Information, Message = "Held the tokens of {Connections} connections against the first key so far; {Rewritten} were re-encrypted")]
    private partial void LogProgress(int connections, int rewritten);

    [LoggerMessage(Level = LogLevel.Information, Message = "All tokens that can be read are under the first key: {Rewritten} were re-encrypted, {Current} were already, {Unreadable} cannot be read")]
    private partial void LogRotated(int rewritten, int current, int unreadable);
}
