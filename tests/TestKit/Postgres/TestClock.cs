using Npgsql;

namespace Accounts.TestKit.Postgres;

/// <summary>Makes the clock of the database movable: SQL reads the time only from <c>app.now()</c>.</summary>
internal static class TestClock
{
    // Keeps owner and volatility of the real function, so that rights and plans equal those of production.
    private const string Install =
        """
        do $install$
        declare
          clock record;
        begin
          select pg_get_userbyid(proowner) as owner,
            case provolatile when 's' then 'stable' when 'i' then 'immutable' else 'volatile' end as volatility
            into clock from pg_proc where oid = to_regprocedure('app.now()');
          if clock is null then
            raise exception 'the migrations made no function app.now()';
          end if;

          create table app.test_clock (offset_ interval not null);
          insert into app.test_clock values (interval '0');
          execute format('alter table app.test_clock owner to %I', clock.owner);
          grant select on app.test_clock to accounts_api, accounts_worker;

          execute format(
            $function$
              create or replace function app.now() returns timestamptz language sql %s security definer set search_path = ''
              as 'select clock_timestamp() + offset_ from app.test_clock'
            $function$,
            clock.volatility);
        end
        $install$;
        """;

    public static async Task InstallAsync(string ownerConnectionString, CancellationToken ct)
    {
        await using var owner = NpgsqlDataSource.Create(ownerConnectionString);
        await using var install = owner.CreateCommand(Install);
        await install.ExecuteNonQueryAsync(ct);
    }

    public static async Task AdvanceAsync(NpgsqlDataSource owner, TimeSpan by, CancellationToken ct)
    {
        await using var advance = owner.CreateCommand("update app.test_clock set offset_ = offset_ + $1");
        advance.Parameters.Add(new NpgsqlParameter { Value = by });
        await advance.ExecuteNonQueryAsync(ct);
    }
}
