using System.Collections.Concurrent;
using System.Threading.Channels;
using Accounts.Application.Common.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>
/// Listens on one connection for all subscribers of this instance. Behind a transaction pooler there are no notifications, and the
/// connection can be lost: then subscribers poll twice a second.
/// </summary>
internal sealed partial class Changes(NpgsqlDataSource source, IOptions<DatabaseOptions> options, ILogger<Changes> logger)
    : BackgroundService, IChanges
{
    private const string NotificationChannel = "accounts_changes";

    /// <summary>The payload of <c>app.notify_job</c>; every other payload is the id of a changed row.</summary>
    private const string Jobs = "jobs";

    private static readonly TimeSpan PollWhenListening = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, Subscription> _subscriptions = new();
    private readonly Signal _jobs = new();
    private volatile bool _isListening;

    public IChangeSubscription Subscribe(Guid id)
    {
        var subscription = new Subscription(this, id);
        _subscriptions[subscription.Key] = subscription;
        return subscription;
    }

    /// <summary>Returns when a job may be claimed, or after this time.</summary>
    public Task WaitForJobsAsync(TimeSpan atMost, CancellationToken ct) => _jobs.WaitAsync(atMost, ct);

    public void JobAdded() => _jobs.Raise();

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
                await Task.Delay(RetryDelay, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        connection.Notification += (_, notification) => Notify(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {NotificationChannel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        _isListening = true;
        while (true) await connection.WaitAsync(ct);
    }

    private void Notify(string payload)
    {
        if (payload == Jobs) JobAdded();
        if (!Guid.TryParse(payload, out var id)) return;
        foreach (var subscription in _subscriptions.Values.Where(s => s.Id == id)) subscription.Changed.Raise();
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The connection that listens for changes was lost; subscribers poll until it is back: {Reason}")]
    private partial void LogLost(string reason);

    private sealed class Subscription(Changes changes, Guid id) : IChangeSubscription
    {
        public Guid Key { get; } = Guid.CreateVersion7();

        public Guid Id => id;

        public Signal Changed { get; } = new();

        public Task WaitAsync(CancellationToken ct) => Changed.WaitAsync(changes._isListening ? PollWhenListening : Poll, ct);

        public void Dispose() => changes._subscriptions.TryRemove(Key, out _);
    }

    /// <summary>Wakes one waiter; several raises before a wait count as one.</summary>
    private sealed class Signal
    {
        private readonly Channel<bool> _raised =
            Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public void Raise() => _raised.Writer.TryWrite(true);

        public async Task WaitAsync(TimeSpan atMost, CancellationToken ct)
        {
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(atMost);
            try
            {
                await _raised.Reader.ReadAsync(timeout.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Nothing was raised in time.
            }
        }
    }
}
