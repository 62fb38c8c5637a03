using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;

namespace Accounts.IntegrationTests.Concurrency;

/// <summary>What a user has decided, as one text, and a way back to an earlier state.</summary>
internal sealed class SavedState
{
    private static readonly string[] Tables = ["user_settings", "oauth_tokens", "users", "user_accounts"];

    private readonly ApiWorld _world;
    private readonly Guid _user;

    private SavedState(ApiWorld world, Guid user) => (_world, _user) = (world, user);

    public static async Task<SavedState> OfAsync(ApiWorld world, Person person)
    {
        var state = new SavedState(world, await world.UserIdAsync(person));
        foreach (var table in Tables)
        {
            await world.Database.Owner.ExecuteAsync(
                $"create table saved_{table} as select * from public.{table} where {UserOf(table)} = '{state._user}'");
        }

        return state;
    }

    public async Task RestoreAsync()
    {
        await _world.Database.Owner.ExecuteAsync("update public.user_accounts set is_default = false where user_id = $1 and is_default", _user);
        await _world.Database.Owner.ExecuteAsync("delete from public.user_settings where user_id = $1", _user);
        foreach (var table in Tables)
        {
            var columns = await _world.Database.Owner.ScalarAsync<string>(
                """
                select string_agg(attname, ', ') from pg_attribute
                where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                """, $"public.{table}");
            await _world.Database.Owner.ExecuteAsync(
                $"update public.{table} t set ({columns}) = (select {columns} from saved_{table} s where s.id = t.id) where t.{UserOf(table)} = $1",
                _user);
        }

        await _world.Database.Owner.ExecuteAsync("insert into public.user_settings select * from saved_user_settings");
    }

    public async Task<string> ReadAsync() => (await _world.Database.Owner.ScalarAsync<string>(
        """
        select string_agg(line, E'\n' order by line) from (
          select concat_ws(' ', 'account', amazon_account_id, status, is_default, settings) from public.user_accounts where user_id = $1
          union all select concat_ws(' ', 'connection', status, label, proactive_refresh_enabled, encrypted_refresh_token is null)
            from public.oauth_tokens where user_id = $1
          union all select concat_ws(' ', 'user', first_name, '/', last_name) from public.users where id = $1
          union all select concat_ws(' ', 'settings', preferences) from public.user_settings where user_id = $1
        ) state (line)
        """, _user))!;

    private static string UserOf(string table) => table == "users" ? "id" : "user_id";
}
