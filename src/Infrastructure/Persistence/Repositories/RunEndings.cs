using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>Ends a run as <see cref="SyncOutcome"/> decides; <c>app.finish_run</c> notices when a scope has changed since the decision.</summary>
internal sealed class RunEndings(Database database, CurrentUser user, IOptions<SyncOptions> options)
{
    public async Task FinishAsync(SyncRunId run, CancellationToken ct)
    {
        bool ended;
        do
        {
            var scopes = await ReadAsync(run, ct);
            ended = await FinishAsync(run, scopes, SyncOutcome.Of(scopes), ct);
        }
        while (!ended); // a scope has changed: decide again
    }

    public async Task AbortAsync(SyncRunId run, Error reason, CancellationToken ct)
    {
        var status = EnumNameConverter<SyncStatus>.Names.Of(SyncOutcome.Of(await ReadAsync(run, ct)).WhenAborted);
        var errors = StoredJson.Write(new[] { new ScopeError(Scope: null, Region: null, ProfileId: null, reason.Code, reason.Message) });
        await database.ExecuteAsync(Identity.Of(user), $"select app.abort_run({run.Value}, {status}, {errors}::jsonb)", ct);
    }

    /// <returns>False if the scopes are no longer as decided on.</returns>
    private async Task<bool> FinishAsync(SyncRunId run, List<EndedScope> scopes, SyncOutcome outcome, CancellationToken ct)
    {
        var decidedOn =
            JsonSerializer.Serialize(scopes.ToDictionary(s => s.Id.ToString(), s => EnumNameConverter<SyncScopeStatus>.Names.Of(s.Status)));
        var errors = outcome.Failed.Count == 0 ? null
            : StoredJson.Write(outcome.Failed.Select(s => new ScopeError(s.Kind, s.Region?.ToString(), s.ProfileId, s.ErrorCode, s.ErrorMessage)));
        int? missingAfter = outcome.CountsMissing ? options.Value.MissingAfter : null;
        var ended = await database.QueryAsync(Identity.Of(user), $"""
            select app.finish_run({run.Value}, {EnumNameConverter<SyncStatus>.Names.Of(outcome.Status)}, {errors}::jsonb, {missingAfter}::int,
            {decidedOn}::jsonb)
            """, row => row.GetBoolean(0), ct);
        return ended.Single();
    }

    private Task<List<EndedScope>> ReadAsync(SyncRunId run, CancellationToken ct) =>
        database.QueryAsync(Identity.Of(user), $"""
            select id, kind, region, profile_id, status, pages, error_code, error_message
            from public.sync_scopes where run_id = {run.Value} order by kind, id
            """, ReadScope, ct);

    private static EndedScope ReadScope(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        EnumNameConverter<SyncScopeKind>.Names.Parse(row.GetString(1)),
        row.IsDBNull(2) ? null : Enum.Parse<Region>(row.GetString(2)),
        row.IsDBNull(3) ? null : row.GetString(3),
        EnumNameConverter<SyncScopeStatus>.Names.Parse(row.GetString(4)),
        row.GetInt32(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetString(7));

    private sealed record ScopeError(SyncScopeKind? Scope, string? Region, string? ProfileId, string? Code, string? Message);
}
