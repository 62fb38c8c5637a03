using Accounts.Hosting.Postgres;
using Npgsql;

namespace Accounts.IntegrationTests.Postgres;

public sealed class ServiceLoginTests(SmallSchema schema) : IClassFixture<SmallSchema>
{
    private const string InsufficientPrivilege = "42501";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_service_login_has_no_table_rights_of_its_own()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);

        (await Sql.RefusalOfAsync(database.ServiceConnectionString, "select * from things", Ct)).ShouldBe(InsufficientPrivilege);
        (await Sql.RefusalOfAsync(database.ServiceConnectionString, "insert into things values (gen_random_uuid(), 'a')", Ct))
            .ShouldBe(InsufficientPrivilege);
    }

    [Fact]
    public async Task The_service_login_in_the_request_role_reads_only_rows_of_its_user()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);
        await Sql.ScalarOrNothingAsync(
            database.OwnerConnectionString,
            "insert into things values ('00000000-0000-0000-0000-00000000000a', 'a'), ('00000000-0000-0000-0000-00000000000b', 'b')",
            Ct);

        const string AsNobody = "begin; set local role accounts_api; select count(*) from things; commit";
        const string AsA = "begin; set local role accounts_api; set local app.user_id = '00000000-0000-0000-0000-00000000000a'; "
            + "select string_agg(name, ',') from things; commit";

        (await Sql.ScalarAsync<long>(database.ServiceConnectionString, AsNobody, Ct)).ShouldBe(0);
        (await Sql.ScalarAsync<string>(database.ServiceConnectionString, AsA, Ct)).ShouldBe("a");
    }

    [Fact]
    public async Task The_service_login_cannot_disable_row_level_security()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);

        (await Sql.RefusalOfAsync(database.ServiceConnectionString,
            "begin; set local role accounts_api; set local row_security = off; select * from things; commit", Ct))
            .ShouldBe(InsufficientPrivilege);
        (await Sql.RefusalOfAsync(database.ServiceConnectionString, "set role accounts_owner", Ct)).ShouldBe(InsufficientPrivilege);
        (await Sql.RefusalOfAsync(database.ServiceConnectionString, "alter role current_user bypassrls", Ct)).ShouldBe(InsufficientPrivilege);
        (await Sql.RefusalOfAsync(database.ServiceConnectionString, "alter table things no force row level security", Ct))
            .ShouldBe(InsufficientPrivilege);
    }

    [Fact]
    public async Task Creating_the_service_login_again_changes_only_its_password()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);
        var login = $"it's \"quoted\" {Guid.CreateVersion7():N}"[..40];

        var first = await ServiceLogin.EnsureAsync(database.OwnerConnectionString, login, Ct);
        var second = await ServiceLogin.EnsureAsync(database.OwnerConnectionString, login, Ct);

        (await Sql.ScalarAsync<string>(second, "select current_user::text", Ct)).ShouldBe(login);
        (await Should.ThrowAsync<PostgresException>(() => Sql.ScalarAsync<string>(first, "select current_user::text", Ct))).SqlState
            .ShouldBe("28P01");
        (await Sql.ScalarAsync<long>(second,
            "select count(*) from pg_auth_members join pg_roles on pg_roles.oid = member where rolname = current_user", Ct)).ShouldBe(2);
        await DropAsync(database.OwnerConnectionString, login);
    }

    [Fact]
    public async Task A_login_with_more_rights_than_connect_is_refused()
    {
        await using var database = await schema.Databases.CreateAsync(Ct);
        var mighty = $"mighty_{Guid.CreateVersion7():N}";
        await Sql.ScalarOrNothingAsync(database.OwnerConnectionString, $"create role {mighty} login bypassrls", Ct);

        var refusal = await Should.ThrowAsync<PostgresException>(() => ServiceLogin.EnsureAsync(database.OwnerConnectionString, mighty, Ct));

        refusal.MessageText.ShouldContain("may do more than connect");
        await DropAsync(database.OwnerConnectionString, mighty);
    }

    // A role belongs to the server, which may outlive this run.
    private static async Task DropAsync(string owner, string login)
    {
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(login);
        await Sql.ScalarOrNothingAsync(owner, $"drop owned by {quoted}; drop role {quoted}", Ct);
    }
}
