using System.Runtime.CompilerServices;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspSeats;
using Accounts.Domain.Common;
using Accounts.Domain.DspSeats;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class SeatSnapshots(Database database, CurrentUser current) : ISeatSnapshots
{
    private const string SelectReads =
        """
        select id, advertiser_id, sync_status, seats_retrieved, exchanges_count, error_code, error_message,
          (coalesce(request_metadata, jsonb_build_object()) || coalesce(response_metadata, jsonb_build_object()))::text, created_at, completed_at
        from public.dsp_seats_sync_log
        """;

    public async Task<SeatSnapshot?> FindAsync(UserId user, string advertiser, CancellationToken ct)
    {
        var found = await database.QueryAsync(Identity.Reading(user), $"""
            select s.snapshot_id, s.read_at, app.now() - s.read_at, s.last_status, s.last_error_code, s.headers,
              (select coalesce(json_agg(json_build_object('exchange_id', d.exchange_id, 'exchange_name', d.exchange_name,
                'deal_creation_id', d.deal_creation_id, 'spend_tracking_id', d.spend_tracking_id)
                order by length(d.exchange_id), d.exchange_id collate "C"), '[]')::text -- exchange 2 before exchange 10
               from public.dsp_advertiser_seats d where d.user_id = s.user_id and d.advertiser_id = s.advertiser_id)
            from public.dsp_seat_snapshots s where s.user_id = {user.Value} and s.advertiser_id = {advertiser}
            """, ReadSnapshot, ct);
        return found.SingleOrDefault();
    }

    public async Task<Guid?> ViewAsync(UserId user, string advertiser, TimeSpan maxAge, TimeSpan restAfterFailure, CancellationToken ct)
    {
        var live = await database.QueryAsync(Identity.Of(user),
            $"select app.view_seats({Guid.CreateVersion7()}, {user.Value}, {advertiser}, {maxAge}, {restAfterFailure})",
            row => row.IsDBNull(0) ? (Guid?)null : row.GetGuid(0), ct);
        return live.Single();
    }

    public async Task<Guid> QueueAsync(UserId user, string advertiser, Guid read, CancellationToken ct)
    {
        var live = await database.QueryAsync(Identity.Of(user), $"select app.await_seats({read}, {user.Value}, {advertiser})",
            row => row.GetGuid(0), ct);
        return live.Single();
    }

    public Task ReplaceAsync(SeatRead read, IReadOnlyCollection<Seat> seats, SeatHeaders headers, CancellationToken ct) =>
        EndAsync(read, EnumNameConverter<SeatHeaders>.Names.Of(headers), StoredJson.Write(seats), ct);

    public Task FailAsync(SeatRead read, CancellationToken ct) => EndAsync(read, headers: null, seats: null, ct);

    public async Task<LoggedSeatRead?> FindReadAsync(UserId user, Guid read, CancellationToken ct)
    {
        var found = await ReadLogAsync(user, $"where user_id = {user.Value} and id = {read}", ct);
        return found.SingleOrDefault();
    }

    public async Task<(IReadOnlyList<LoggedSeatRead> Reads, int Total)> HistoryAsync(
        UserId user, string advertiser, SeatReadStatus? status, int limit, int offset, CancellationToken ct)
    {
        var wanted = status is { } only ? EnumNameConverter<SeatReadStatus>.Names.Of(only) : null;
        var reads = await ReadLogAsync(user, $"""
            where user_id = {user.Value} and advertiser_id = {advertiser} and coalesce(sync_status = {wanted}::text, true)
            order by created_at desc, id desc limit {limit} offset {offset}
            """, ct);
        var total = await database.QueryAsync(Identity.Reading(user), $"""
            select count(*)::int from public.dsp_seats_sync_log
            where user_id = {user.Value} and advertiser_id = {advertiser} and coalesce(sync_status = {wanted}::text, true)
            """, row => row.GetInt32(0), ct);
        return (reads, total.Single());
    }

    private Task<List<LoggedSeatRead>> ReadLogAsync(UserId user, FormattableString condition, CancellationToken ct) => database.QueryAsync(
        Identity.Reading(user), FormattableStringFactory.Create($"{SelectReads} {condition.Format}", condition.GetArguments()), ReadLogged, ct);

    private Task<int> EndAsync(SeatRead read, string? headers, string? seats, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(current), $"""
            select app.end_seat_read({read.Id}, {read.User.Value}, {read.Advertiser}, {EnumNameConverter<SeatReadStatus>.Names.Of(read.Status)},
              {read.Error?.Code}::text, {read.Error?.Message}::text, {headers}::text, {StoredJson.Write(read.Details)}::jsonb, {seats}::jsonb)
            """, ct);

    private static SeatSnapshot ReadSnapshot(NpgsqlDataReader row) => new(
        row.IsDBNull(0) ? null : row.GetGuid(0), row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1),
        row.IsDBNull(2) ? null : row.GetTimeSpan(2), Text(row, 3) is { } status ? EnumNameConverter<SeatReadStatus>.Names.Parse(status) : null,
        Text(row, 4), Text(row, 5) is { } headers ? EnumNameConverter<SeatHeaders>.Names.Parse(headers) : null,
        StoredJson.Read<IReadOnlyList<Seat>>(row.GetString(6)));

    private static LoggedSeatRead ReadLogged(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), EnumNameConverter<SeatReadStatus>.Names.Parse(row.GetString(2)), row.GetInt32(3), row.GetInt32(4),
        Text(row, 5), Text(row, 6), Text(row, 7), row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
