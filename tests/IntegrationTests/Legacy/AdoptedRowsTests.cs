namespace Accounts.IntegrationTests.Legacy;

/// <summary>How the adoption converts unusual rows.</summary>
public sealed class AdoptedRowsTests(AdoptedDatabases databases) : IClassFixture<AdoptedDatabases>
{
    private const string Connections =
        """
        select format('%s %s %s access:%s refresh:%s %s', right(id::text, 1), right(user_id::text, 1), status, encrypted_access_token is not null,
                      encrypted_refresh_token is not null, last_refresh_error)
        from public.oauth_tokens order by id
        """;

    [Fact]
    public async Task Tokens_become_active_revoked_or_reauthorization_required_connections()
    {
        (await databases.LinesAsync("shape-b", Connections)).ShouldBe(
        [
            "1 1 active access:t refresh:t ", // the newest of two that were active
            "2 1 revoked access:f refresh:f ",
            "3 1 revoked access:f refresh:f ", // newer, but not active
            "4 2 needs_reauth access:f refresh:f token_unreadable", // plain
            "5 3 active access:t refresh:t ", // of a lost key: found out at the first use
            "6 4 needs_reauth access:f refresh:f token_unreadable", // white-space
            "7 5 revoked access:f refresh:f ",
            "8 6 needs_reauth access:f refresh:t token_unreadable", // half plain
            "9 7 needs_reauth access:f refresh:f token_unreadable", // none
            "a  revoked access:f refresh:f ", // nobody's
            "b  revoked access:f refresh:f ", // nobody's, though it names an account
            "c  revoked access:f refresh:f ", // of a user who does not exist
        ]);
        (await databases.LinesAsync("shape-a", Connections)).ShouldBe(["1  revoked access:f refresh:f ", "2  revoked access:f refresh:f "]);
        (await databases.LinesAsync("shape-c", Connections))
            .ShouldBe(["1 1 active access:t refresh:t ", "2 2 needs_reauth access:f refresh:f token_unreadable"]);
    }

    [Theory]
    [InlineData("shape-b", "b2000000-0000-0000-0000-000000000001", "")]
    [InlineData("shape-c", "c2000000-0000-0000-0000-000000000001", "\n")]
    public async Task Ciphertext_is_copied_unchanged(string shape, string connection, string ending)
    {
        var legacy = databases.LegacyOf(shape);

        (await databases.LinesAsync(shape, $"select encrypted_access_token from public.oauth_tokens where id = '{connection}'"))
            .ShouldBe([legacy.Token("mine.access")]);
        (await databases.LinesAsync(shape, $"select encrypted_refresh_token from public.oauth_tokens where id = '{connection}'"))
            .ShouldBe([legacy.Token("mine.refresh") + ending]);
    }

    [Fact]
    public async Task The_old_token_columns_are_empty() =>
        (await databases.LinesAsync("shape-b", "select id::text from public.oauth_tokens "
            + "where coalesce(access_token, refresh_token, is_active::text, last_refresh_at::text) is not null")).ShouldBeEmpty();

    [Fact]
    public async Task An_active_connection_requires_a_known_user() =>
        (await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            databases.Of("shape-a").Owner.ExecuteAsync("update public.oauth_tokens set status = 'active'")))
            .ConstraintName.ShouldBe("oauth_tokens_known_user");

    [Fact]
    public async Task The_adoption_of_each_token_is_audited() =>
        (await databases.LinesAsync("shape-b",
            "select format('%s %s %s %s', right(target_id, 1), right(user_id::text, 1), event_status, error_code) from public.auth_audit_log "
                + "where event_type = 'connection.adopt' order by 1"))
            .ShouldBe(
            [
                "1 1 success ", "2 1 success superseded", "3 1 success inactive", "4 2 failure token_unreadable", "5 3 success ",
                "6 4 failure token_unreadable", "7 5 success inactive", "8 6 failure token_unreadable", "9 7 failure token_unreadable",
                "a  failure without_user",
                "b  failure without_user", "c  failure without_user",
            ]);

    [Fact]
    public async Task Old_audit_entries_keep_their_values_and_get_the_user_of_their_token()
    {
        (await databases.LinesAsync("shape-b",
            "select format('%s %s %s %s %s', right(user_id::text, 1), event_type, event_status, right(target_id, 1), error_code) "
                + "from public.auth_audit_log where event_type <> 'connection.adopt' order by id"))
            .ShouldBe(["1 token_refresh success 1 ", " token_refresh failure a invalid_grant", " login success  "]);
        (await databases.LinesAsync("shape-a", "select format('%s %s', created_at at time zone 'UTC', ip_address) from public.auth_audit_log "
            + "where id::text like '%1' and event_type = 'login'"))
            .ShouldBe(["2025-01-02 03:04:05 10.0.0.1"]);
    }

    [Theory]
    [InlineData("shape-a", "1:active:f 2:suspended:f 3:active:t 4:pending:f 5:disconnected:f")] // three were default; the newest live one stays
    [InlineData("shape-b", "1:active:t 2:suspended:f 3:disconnected:f 4:active:f 5:pending:f 6:active:f")]
    [InlineData("shape-c", "1:active:t 2:inactive:f 3:pending:f")]
    public async Task Old_statuses_are_translated_and_a_user_has_at_most_one_default_account(string shape, string expected) =>
        (await databases.LinesAsync(shape, "select format('%s:%s:%s', right(id::text, 1), status, is_default) from public.user_accounts order by id"))
            .ShouldBe(expected.Split(' '));

    [Fact]
    public async Task Accounts_are_assigned_to_the_connection_of_their_user() =>
        (await databases.LinesAsync("shape-b",
            "select format('%s %s', right(id::text, 1), right(connection_id::text, 1)) from public.user_accounts order by id"))
            .ShouldBe(["1 1", "2 1", "3 1", "4 4", "5 ", "6 5"]);

    [Fact]
    public async Task Vendor_and_seller_accounts_become_advertising_accounts() =>
        (await databases.LinesAsync("shape-c",
            "select format('%s %s %s', account_type, metadata ->> 'profile_type', profile_id) from public.user_accounts order by id"))
            .ShouldBe(["advertising vendor 9223372036854775807", "advertising seller ", "advertising  "]);

    [Theory]
    [InlineData(1, """
        {"country_code":"US","country_codes":["US"],"api_status":"CREATED","profile_id":"9007199254740993",
         "customField":{"kept":[1,"\"profileId\": 5,"]},
         "alternate_ids":[{"countryCode":"US","profileId":"90071992547409931234","entityId":null},
                          {"countryCode":"US","profileId":null,"entityId":"ENTITY1"}]}
        """)]
    [InlineData(2, "{}")]
    [InlineData(3, """
        {"errors":{"IT":[{"errorId":1}]},"country_code":"DE","country_codes":["DE","FR"],"disconnected_by":"user",
         "alternate_ids":[{"countryCode":"DE","profileId":"2","entityId":"E2"},{"countryCode":"FR","profileId":"3","entityId":null},"odd"],
         "linked_profiles":[{"profileId":"12345678901234567890"}]}
        """)]
    [InlineData(4, """
        {"currency_code":"GBP","country_code":"GB","country_codes":["GB"],"countryCodes":["GB","IE"],"adsAccountId":"amzn1.ads-account.g.first"}
        """)]
    [InlineData(5, """{"legacy_value":["not an object"]}""")]
    public async Task Metadata_keys_are_renamed_and_every_value_is_kept(int account, string expected) =>
        (await databases.Of("shape-a").Owner.ScalarAsync<string>(
            "select metadata::text from public.user_accounts where id::text like 'a1%' and right(id::text, 1) = $1", $"{account}"))
            .ShouldBe(await databases.Of("shape-a").Owner.ScalarAsync<string>("""
                select ('{"errors":{},"region":null,"timezone":null,"currency_code":null,"profile_type":null,"country_code":null,
                          "country_codes":[],"alternate_ids":[]}'::jsonb || $1::jsonb)::text
                """, expected));

    [Fact]
    public async Task Ended_runs_keep_their_history_and_unfinished_runs_are_ended()
    {
        (await databases.LinesAsync("shape-b",
            "select format('%s %s %s %s %s %s', right(user_id::text, 1), sync_type, sync_status, completed_at is not null, "
                + "progress ->> 'accounts_seen', error_details -> 0 ->> 'code') from public.account_sync_history order by id"))
            .ShouldBe(["1 webhook success t 3 ", "1 manual failed t 0 sync.interrupted", "1 scheduled failed t 0 sync.interrupted",
                "2 scheduled partial t 1 sync.failed"]);
        (await databases.LinesAsync("shape-c",
            "select error_details -> 0 ->> 'message' from public.account_sync_history where sync_status = 'failed'")).ShouldBe(["Amazon said no"]);
    }

    [Fact]
    public async Task Several_users_can_have_the_same_email_address()
    {
        (await databases.LinesAsync("shape-a", "select email from public.users order by id"))
            .ShouldBe(["ada@example.com", "Ada@Example.com", "idle@example.com"]);

        await databases.Of("shape-a").Owner.ExecuteAsync(
            "insert into public.users (clerk_user_id, email) values ('user_new', 'ada@example.com'), ('user_newer', null)");
        await databases.Of("shape-a").Owner.ExecuteAsync("delete from public.users where clerk_user_id in ('user_new', 'user_newer')");
    }

    [Fact]
    public async Task Settings_move_to_the_internal_schema_without_the_old_refresh_buffer()
    {
        (await databases.LinesAsync("shape-b", "select key || '=' || value from accounts_internal.application_config order by key"))
            .ShouldBe(["oauth_max_refresh_retries=5", "oauth_retry_backoff_base=2", "oauth_token_refresh_interval=60"]);
        (await databases.LinesAsync("shape-b", "select to_regclass('public.application_config')::text")).ShouldBe([null!]);
    }

    [Fact]
    public async Task Unused_tables_are_assigned_to_the_user_of_each_row() =>
        (await databases.LinesAsync("shape-b", """
            select 'settings ' || right(user_id::text, 1) || preferences::text from public.user_settings
            union all select 'relationship ' || right(user_id::text, 1) from public.account_relationships
            union all select 'amc ' || right(user_id::text, 1) from public.amc_instance_accounts
            union all select 'seats ' || right(user_id::text, 1) || ' ' || sync_status from public.dsp_seats_sync_log
            """)).ShouldBe(["settings 1{\"theme\": \"dark\", \"unheard_of\": 1}", "relationship 1", "amc 1", "seats 1 success", "seats 1 failed"],
                ignoreOrder: true);
}
