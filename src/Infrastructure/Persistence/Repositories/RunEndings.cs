using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Sync;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>Ends a run as <see cref="SyncOutcome"/> decides; <c>app.finish_run</c> notices when a scope has changed since the decision.</summary>
internal sealed class RunEndings(Database database, IOptions<SyncOptions> options)
{
    public async Task FinishAsync(OwnedRun run, CancellationToken ct)
    {
        bool? ended;
        do
        {
            var scopes = await ReadAsync(run, ct);
            ended = await FinishAsync(run, scopes, SyncOutcome.Of(scopes), ct);
        }
        while (ended is null); // a scope changed: decide again
    }

    /// <returns>True when the run has ended, false when it is no longer owned, null when its scopes are no longer as decided on.</returns>
    private async Task<bool?> FinishAsync(OwnedRun run, List<EndedScope> scopes, SyncOutcome outcome, CancellationToken ct)
    {
        var decidedOn = JsonSerializer.Serialize(scopes.ToDictionary(s => s.Id.ToString(), s => WordConverter<SyncScopeStatus>.Words.Of(s.Status)));
        var errors = outcome.Failed.Count == 0 ? null
            : StoredJson.Write(outcome.Failed.Select(s => new ScopeError(s.Kind, s.Region?.ToString(), s.ProfileId, s.ErrorCode, s.ErrorMessage)));
        int? missingAfter = outcome.CountsMissing ? options.Value.MissingAfter : null;
        var ended = await database.QueryAsync(Identity.Of(run.User), $"""
            select app.finish_run({run.Id.Value}, {run.Owner}, {run.Attempt}, {WordConverter<SyncStatus>.Words.Of(outcome.Status)},
                                  {errors}::jsonb, {missingAfter}::int, {decidedOn}::jsonb)
            """, row => row.IsDBNull(0) ? (bool?)null : row.GetBoolean(0), ct);
        return ended.Single();
    }

    private Task<List<EndedScope>> ReadAsync(OwnedRun run, CancellationToken ct) =>
        database.QueryAsync(Identity.Of(run.User), $"""
            select id, kind, region, profile_id, status, pages, error_code, error_message
            from public.sync_scopes where run_id = {run.Id.Value} order by kind, id
            """, ReadScope, ct);

    private static EndedScope ReadScope(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        WordConverter<SyncScopeKind>.Words.Parse(row.GetString(1)),
        row.IsDBNull(2) ? null : Enum.Parse<Region>(row.GetString(2)),
        row.IsDBNull(3) ? null : row.GetString(3),
        WordConverter<SyncScopeStatus>.Words.Parse(row.GetString(4)),
        row.GetInt32(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetString(7));

    private sealed record ScopeError(SyncScopeKind Scope, string? Region, string? ProfileId, string? Code, string? Message);
}
