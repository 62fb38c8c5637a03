using Accounts.Application.Common.Ports;
using Accounts.Application.Connections;
using Accounts.Application.Keys;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.Persistence;
using Accounts.Infrastructure.Persistence.Repositories;
using Accounts.IntegrationTests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Accounts.IntegrationTests.Keys;

/// <summary>Concurrent writes of a rotation and a refresh to one row.</summary>
public sealed class RotatedRowTests(TestServers servers) : IAsyncLifetime
{
    private readonly ManyConnections _world = new(servers);

    public ValueTask InitializeAsync() => _world.InitializeAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_row_that_changed_after_it_was_read_is_not_replaced()
    {
        await _world.FillAsync(1);
        await using var source = NpgsqlDataSource.Create(_world.Database.ServiceConnectionString);
        var tokens = new StoredTokens(new Database(source));
        var connection = (await tokens.ListAsync(null, 10, CancellationToken.None)).ShouldHaveSingleItem();
        var read = (await tokens.ReadAsync(connection, CancellationToken.None)).ShouldNotBeNull();
        var other = new TokenPair(new ProtectedToken("rotated access"), new ProtectedToken("rotated refresh"));

        foreach (var column in new[] { "encrypted_access_token", "encrypted_refresh_token" })
        {
            await _world.Database.Owner.ExecuteAsync($"update public.oauth_tokens set {column} = 'refreshed ' || {column}");
            (await tokens.ReplaceAsync(connection, read, other, CancellationToken.None)).ShouldBeFalse(column);
            await _world.Database.Owner.ExecuteAsync($"update public.oauth_tokens set {column} = null");
            (await tokens.ReplaceAsync(connection, read, other, CancellationToken.None)).ShouldBeFalse(column);
            await _world.Database.Owner.ExecuteAsync("update public.oauth_tokens set encrypted_access_token = $1, encrypted_refresh_token = $2",
                read.Access!.Value.Ciphertext, read.Refresh!.Value.Ciphertext);
        }

        var stranger = new UserId(
            await _world.Database.Owner.ScalarAsync<Guid>("insert into public.users (clerk_user_id) values ('user_stranger') returning id"));
        (await tokens.ReplaceAsync(connection with { User = stranger }, read, other, CancellationToken.None))
            .ShouldBeFalse("the row belongs to another user");
        (await tokens.ReplaceAsync(connection, read, other, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Tokens_stored_by_a_refresh_while_the_rotation_waits_for_the_row_are_kept_and_rotated()
    {
        await _world.FillAsync(1);
        var connection = (await _world.Services.GetRequiredService<IStoredTokens>().NewestAsync(1, CancellationToken.None)).ShouldHaveSingleItem();
        var old = ManyConnections.Cipher("fernet", _world.OldKey);
        await using var refresh = await _world.Database.Owner.OpenConnectionAsync();
        await using var transaction = await refresh.BeginTransactionAsync();
        await using var store = new NpgsqlCommand(
            "update public.oauth_tokens set encrypted_access_token = $1, encrypted_refresh_token = $2, version = version + 1", refresh, transaction);
        store.Parameters.Add(new NpgsqlParameter
        {
            Value = old.Protect(Secret.From("Atza|refreshed"), TokenBinding.AccessToken(connection.User, connection.Id)).Ciphertext,
        });
        store.Parameters.Add(new NpgsqlParameter
        {
            Value = old.Protect(Secret.From("Atzr|refreshed"), TokenBinding.RefreshToken(connection.User, connection.Id)).Ciphertext,
        });
        await store.ExecuteNonQueryAsync();

        var rotation = _world.RotateAsync();
        await Eventually.IsTrueAsync(
            async () => rotation.IsCompleted || await _world.Database.Owner.ScalarAsync<long>(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") > 0,
            "Waiting for the row");
        await transaction.CommitAsync();

        (await rotation).Lines[^1].ShouldStartWith("1 connections: 1 re-encrypted");
        (await _world.ReadAllAsync(ManyConnections.Cipher("aes-gcm", _world.NewKey))).ShouldBe([("Atza|refreshed", "Atzr|refreshed")]);
    }

    [Fact]
    public async Task A_change_to_a_row_loaded_before_its_rotation_causes_no_conflict_and_keeps_the_rotated_tokens()
    {
        await _world.FillAsync(1);
        await using var scope = _world.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IStoredTokens>();
        var connection = (await tokens.NewestAsync(1, CancellationToken.None)).ShouldHaveSingleItem();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(connection.User);
        var loaded = await scope.ServiceProvider.GetRequiredService<IConnectionRepository>()
            .FindAsync(connection.User, connection.Id, CancellationToken.None);

        await _world.RotateAsync();
        loaded.ShouldNotBeNull().RecordFailedRefresh("amazon.unavailable", loaded.CreatedAt, random: 0);
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(CancellationToken.None);

        (await _world.ReadAllAsync(ManyConnections.Cipher("aes-gcm", _world.NewKey))).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(row => row.Access.ShouldNotBeNull(), row => row.Refresh.ShouldNotBeNull());
        (await _world.Database.Owner.ScalarAsync<long>("select count(*) from public.oauth_tokens where version = 1 and refresh_failure_count = 1"))
            .ShouldBe(1);
    }
}
