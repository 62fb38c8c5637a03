using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Sync;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>Each operation is one call of a database function (decision 0008).</summary>
internal sealed class SyncRuns(Database database, CurrentUser user, ScopePlans plans, RunEndings endings) : ISyncRuns
{
    private Identity Me => Identity.Of(user);

    public async Task<Result<QueuedRun>> QueueAsync(RunRequest request, CancellationToken ct)
    {
        var connections = request.Connections.Select(c => c.Value).ToArray();
        var types = request.AccountTypes.Select(EnumNameConverter<AccountType>.Names.Of).ToArray();
        var scopes = await plans.WriteAsync(SyncPlan.Begin(request.Connections, request.AccountTypes, request.Regions), request.FromStart, ct);
        var queued = await database.QueryAsync(Me, $"""
            select id, started_at, is_new from app.queue_run({user.Id.Value}, {EnumNameConverter<SyncTrigger>.Names.Of(request.Trigger)},
              {connections}, {types}, {scopes}::jsonb, {request.FromStart}, {request.Again}::interval, {request.Id.Value})
            """, row => (Run: new QueuedRun(new SyncRunId(row.GetGuid(0)), row.GetFieldValue<DateTimeOffset>(1)), IsNew: row.GetBoolean(2)), ct);
        return queued is [{ IsNew: true } started] ? started.Run : SyncErrors.AlreadyRunning(queued.Single().Run.Id);
    }

    public Task<bool> BeginAsync(SyncRunId run, CancellationToken ct) => FlagAsync($"select app.begin_run({run.Value})", ct);

    public async Task<IReadOnlyList<OpenScope>> OpenScopesAsync(SyncRunId run, CancellationToken ct) =>
        await database.QueryAsync(Me, $"""
            select s.id, s.connection_id, s.kind, coalesce(s.region, c.region), s.profile_id, s.cursor, r.account_types, r.afresh
            from public.sync_scopes s join public.oauth_tokens c on c.id = s.connection_id join public.account_sync_history r on r.id = s.run_id
            where s.run_id = {run.Value} and s.status = 'pending' order by s.kind <> 'profiles', s.created_at, s.id
            """, ReadScope, ct);

    public async Task StorePageAsync(SyncRunId run, OpenScope scope, ListedPage page, ProtectedToken? nextCursor, CancellationToken ct)
    {
        var followUps = await plans.WriteAsync(page.FollowUps, scope.FromStart, ct);
        await database.ExecuteAsync(Me, $"""
            select app.store_page({run.Value}, {scope.Id}, {page.Rows}::jsonb, {page.Seen.ToArray()}, {page.Skipped}, {nextCursor?.Ciphertext}::text,
            {followUps}::jsonb)
            """, ct);
    }

    public Task FailScopeAsync(SyncRunId run, OpenScope scope, Error error, CancellationToken ct) =>
        database.ExecuteAsync(Me, $"select app.fail_scope({run.Value}, {scope.Id}, {error.Code}, {error.Message})", ct);

    public Task<bool> RecordScopeFailureAsync(SyncRunId run, OpenScope scope, Error error, int atMost, CancellationToken ct) =>
        FlagAsync($"select app.record_scope_failure({run.Value}, {scope.Id}, {error.Code}, {error.Message}, {atMost})", ct);

    public Task FinishAsync(SyncRunId run, CancellationToken ct) => endings.FinishAsync(run, ct);

    public Task AbortAsync(SyncRunId run, Error reason, CancellationToken ct) => endings.AbortAsync(run, reason, ct);

    public async Task<LatestRun?> LatestAsync(TimeSpan recent, CancellationToken ct)
    {
        var latest = await database.QueryAsync(Me, $"""
            select id, sync_status, coalesce(completed_at > app.now() - {recent}::interval, false)
            from public.account_sync_history where user_id = {user.Id.Value} order by started_at desc limit 1
            """,
            row => new LatestRun(new SyncRunId(row.GetGuid(0)), EnumNameConverter<SyncStatus>.Names.Parse(row.GetString(1)), row.GetBoolean(2)), ct);
        return latest.SingleOrDefault();
    }

    public Task<bool> CancelAsync(SyncRunId run, CancellationToken ct) => FlagAsync($"select app.cancel_run({run.Value}, {user.Id.Value})", ct);

    private async Task<bool> FlagAsync(FormattableString sql, CancellationToken ct) =>
        (await database.QueryAsync(Me, sql, row => row.GetBoolean(0), ct)).Single();

    private static OpenScope ReadScope(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        new ConnectionId(row.GetGuid(1)),
        EnumNameConverter<SyncScopeKind>.Names.Parse(row.GetString(2)),
        Enum.Parse<Region>(row.GetString(3)),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : new ProtectedToken(row.GetString(5)))
    {
        AccountTypes = [.. row.GetFieldValue<string[]>(6).Select(EnumNameConverter<AccountType>.Names.Parse)],
        FromStart = row.GetBoolean(7),
    };
}
