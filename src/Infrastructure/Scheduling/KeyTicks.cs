using Accounts.Application.Keys;
using Accounts.Infrastructure.Persistence.Repositories;
using Microsoft.Extensions.Logging;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>
/// Does what <c>dotnet Api.dll rotate-keys</c> does, without being asked. A lease keeps the instances from processing the same rows. An instance
/// that shuts down leaves the rest to the next tick.
/// </summary>
internal sealed partial class RotateKeysIfDue(KeyRotation rotation, NamedLeases leases, ILogger<RotateKeysIfDue> logger)
    : ITick, IProgress<KeyRotationCount>
{
    public const string Lease = "key_rotation";

    public Task RunAsync(CancellationToken ct) => leases.RunAsync(Lease, RotateAsync, ct);

    public void Report(KeyRotationCount value) => LogProgress(value.Connections, value.Rewritten);

    private async Task RotateAsync(CancellationToken ct)
    {
        if (!await rotation.IsDueAsync(ct)) return;

        var count = await rotation.RunAsync(progress: this, ct);
        LogRotated(count.Rewritten, count.Current, count.Unreadable);
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Key rotation has checked the tokens of {Connections} connections and re-encrypted {Rewritten}")]
    private partial void LogProgress(int connections, int rewritten);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Key rotation ended: {Rewritten} tokens re-encrypted, {Current} already under the first key, {Unreadable} unreadable")]
    private partial void LogRotated(int rewritten, int current, int unreadable);
}
