using System.Text.Json;
using Accounts.Benchmarks.Frame;
using Npgsql;

namespace Accounts.Benchmarks.Sync;

/// <summary>Stores a listing as the earlier service did: a SELECT and an INSERT per account, as prepared statements on one connection.</summary>
internal static class RowByRow
{
    public static async Task RunAsync(World world, RowOwner owner)
    {
        using var client = new BareClient(world);
        await using var connection = await world.Database.Owner.OpenConnectionAsync();
        // Without statistics for the user, Postgres may choose a worse index
        await using (var best = new NpgsqlCommand("set plan_cache_mode = force_generic_plan", connection)) await best.ExecuteNonQueryAsync();
        await using var find = await PrepareAsync(connection, "select id from public.user_accounts where user_id = $1 and amazon_account_id = $2",
            [owner.User], texts: 1);
        await using var add = await PrepareAsync(connection,
            """
            insert into public.user_accounts (user_id, connection_id, amazon_account_id, account_name, status, api_status, sync_status,
              last_synced_at, metadata)
            values ($1, $2, $3, $4, 'active', $5, 'completed', now(), jsonb_build_object('country_codes', $6::jsonb, 'alternate_ids', $7::jsonb))
            """, [owner.User, owner.Connection], texts: 5);

        await foreach (var page in client.PagesAsync())
        {
            foreach (var account in page.EnumerateArray())
            {
                var id = Text(account, "adsAccountId");
                Set(find, id);
                if (await find.ExecuteScalarAsync() is not null) throw new InvalidOperationException($"{id} is listed twice.");
                Set(add, id, Text(account, "accountName"), Text(account, "status"), Raw(account, "countryCodes"), Raw(account, "alternateIds"));
                await add.ExecuteNonQueryAsync();
            }
        }
    }

    private static async Task<NpgsqlCommand> PrepareAsync(NpgsqlConnection connection, string sql, Guid[] ids, int texts)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var id in ids) command.Parameters.Add(new NpgsqlParameter { Value = id });
        for (var i = 0; i < texts; i++) command.Parameters.Add(new NpgsqlParameter { Value = "" });
        await command.PrepareAsync();
        return command;
    }

    /// <summary>Sets the trailing parameters.</summary>
    private static void Set(NpgsqlCommand command, params ReadOnlySpan<string> texts)
    {
        for (var i = 1; i <= texts.Length; i++) command.Parameters[^i].Value = texts[^i];
    }

    private static string Text(JsonElement account, string member) => account.GetProperty(member).GetString()!;

    private static string Raw(JsonElement account, string member) => account.GetProperty(member).GetRawText();
}
