using Accounts.Application.Common.Features;
using Accounts.Application.Connections.Refresh;
using Accounts.Application.DspSeats;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SeatSchedule(Database database, IFeatureFlags flags, IOptions<SeatsOptions> options) : ISeatSchedule, IRefreshFollower
{
    private const int MaxOfConnection = 100;

    /// <summary>How often a failed read is repeated within the age at which a snapshot is due.</summary>
    private const int TriesAfterFailure = 20;

    public Task EnqueueDueAsync(int atMost, CancellationToken ct) => EnqueueAsync(atMost, options.Value.RefreshAfter, connection: null, ct);

    /// <summary>The new token lasts an hour. Old snapshots are read now, so that the next view need not wait.</summary>
    public Task RefreshedAsync(ConnectionId connection, CancellationToken ct) =>
        EnqueueAsync(MaxOfConnection, options.Value.SnapshotMaxAge, connection, ct);

    private async Task EnqueueAsync(int atMost, TimeSpan olderThan, ConnectionId? connection, CancellationToken ct)
    {
        var share = await flags.FindAsync(Feature.DspSeats, ct);
        await database.ExecuteAsync(Identity.Worker, $"""
            select app.enqueue_due_seats({atMost}, {olderThan}, {options.Value.ViewedWithin}, {olderThan / TriesAfterFailure},
              {nameof(Feature.DspSeats)}, {share.Below}::bigint, {connection?.Value}::uuid)
            """, ct);
    }
}
