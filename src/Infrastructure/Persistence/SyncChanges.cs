using System.Collections.Concurrent;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>
/// Listens on one connection for all watchers of this instance. A pooler in transaction mode passes no notifications on, and a connection
/// can be lost: whoever waits then looks for themselves, twice a second.
/// </summary>
internal sealed partial class SyncChanges(NpgsqlDataSource source, IOptions<DatabaseOptions> options, ILogger<SyncChanges> logger)
    : BackgroundService, ISyncChanges
{
    private static readonly TimeSpan WhenTold = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhenNotTold = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeforeRetry = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Subscription> _subscriptions = new();
    private volatile bool _isListening;

    public ISyncSubscription Subscribe(SyncRunId run)
    {
        var subscription = new Subscription(this, run.Value);
        _subscriptions[subscription.Id] = subscription;
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Pooler == "transaction") return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
            {
                _isListening = false;
                LogLost(e.Message);
                await Task.Delay(BeforeRetry, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, told) => Tell(told.Payload);
        await using (var listen = new NpgsqlCommand("listen accounts_sync", connection)) await listen.ExecuteNonQueryAsync(ct);
        _isListening = true;
        while (true) await connection.WaitAsync(ct);
    }

    private void Tell(string payload)
    {
        if (!Guid.TryParse(payload, out var run)) return;
        foreach (var subscription in _subscriptions.Values)
            if (subscription.Run == run) subscription.Tell();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not listening for changes to runs just now: {Reason}")]
    private partial void LogLost(string reason);

    private sealed class Subscription(SyncChanges changes, Guid run) : ISyncSubscription
    {
        private readonly SemaphoreSlim _told = new(0, 1);

        public Guid Id { get; } = Guid.CreateVersion7();

        public Guid Run => run;

        public void Tell()
        {
            try
            {
                _told.Release();
            }
            catch (SemaphoreFullException)
            {
                // told before, and not heard yet
            }
            catch (ObjectDisposedException)
            {
                // has gone meanwhile
            }
        }

        public Task WaitAsync(CancellationToken ct) => _told.WaitAsync(changes._isListening ? WhenTold : WhenNotTold, ct);

        public void Dispose()
        {
            changes._subscriptions.TryRemove(Id, out _);
            _told.Dispose();
        }
    }
}
