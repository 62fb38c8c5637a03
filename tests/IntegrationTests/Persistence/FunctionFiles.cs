using Accounts.Domain.Sync;
using Accounts.Infrastructure.Persistence;

namespace Accounts.IntegrationTests.Persistence;

/// <summary>Which file of <c>src/Infrastructure/Persistence/Functions</c> shows which function of the schema <c>app</c>.</summary>
internal static class FunctionFiles
{
    private static readonly Dictionary<string, string[]> ByFile = new(StringComparer.Ordinal)
    {
        ["Common.sql"] = ["beat", "current_user_id", "last_beat", "now", "operator_setting", "protect", "rollout_place", "schema_version"],
        ["Jobs.sql"] =
            ["cancel_job", "claim_jobs", "end_step", "enqueue_job", "extend_jobs", "notify_change", "notify_job", "own_job", "release_lease",
                "sweep_jobs", "take_lease"],
        ["Idempotency.sql"] = ["begin_request", "sweep_idempotency_keys"],
        ["Users.sql"] = ["apply_clerk_user", "end_user", "hold_user"],
        ["Audit.sql"] = ["refuse_change"],
        ["Connections.sql"] = ["claim_expiring_connections", "connection_overlaps", "consume_oauth_state", "remember_reach", "unusable_oauth_state"],
        ["Keys.sql"] = ["key_canary", "newest_token_owners", "set_key_canary", "token_owners"],
        ["Accounts.sql"] =
            [
                "accounts_tagged", "accounts_with", "enqueue_due_accounts", "has_errors", "keep_newest_listing", "keep_one_default", "mentions",
                "profile_facts",
                "store_accounts", "store_held_accounts", "sweep_page_cursors",
            ],
        ["DspSeats.sql"] = ["await_seats", "end_seat_read", "enqueue_due_seats", "view_seats"],
        ["DspCampaigns.sql"] = ["store_campaigns"],
        ["RateLimits.sql"] = ["cut_rate", "filled_bucket", "grown_rate", "lease_permits", "report_refusal", "save_bucket", "sweep_buckets"],
        ["RequestLimits.sql"] = ["count_request", "sweep_request_windows"],
        ["Sync/Runs.sql"] =
            [
                "abort_run", "claim_due_syncs", "begin_run", "cancel_run", "fail_scope", "finish_run", "join_listed", "open_scopes", "queue_run",
                "record_scope_failure", "sweep_sync_seen",
            ],
        ["Sync/Pages.sql"] = ["add_progress", "count_missing", "seen_by", "store_links", "store_page"],
    };

    private static readonly Dictionary<string, string> ByName =
        ByFile.SelectMany(file => file.Value.Select(name => (name, file.Key))).ToDictionary(f => f.name, f => f.Key, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The two functions of a kind of listing have a file of their own. Null for a function that is not listed here.</summary>
    public static string? Of(string function) => ByName.GetValueOrDefault(function) ?? OfKind(function);

    private static string? OfKind(string function) => Enum.GetValues<SyncScopeKind>()
        .Where(kind => EnumNameConverter<SyncScopeKind>.Names.Of(kind) is var word && (function == $"store_{word}" || function == $"missing_{word}"))
        .Select(kind => $"Sync/{kind}.sql")
        .FirstOrDefault();
}
