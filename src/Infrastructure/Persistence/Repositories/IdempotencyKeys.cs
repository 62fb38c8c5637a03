using System.Text.Json;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class IdempotencyKeys(Database database, IOptions<IdempotencyOptions> options) : IIdempotencyKeys
{
    public async Task<KeyedRequest> BeginAsync(UserId user, IdempotencyKey key, byte[] hash, CancellationToken ct)
    {
        var attempt = Guid.CreateVersion7();
        var rows = await database.QueryAsync(Identity.Of(user), $"""
            select outcome, operation_id, status, headers::text, body
            from app.begin_request({key.Route}, {key.Value}, {hash}, {Guid.CreateVersion7()}, {attempt}, {options.Value.Lease}::interval,
              {options.Value.KeepFor}::interval)
            """, row => Read(row, key, attempt), ct);
        return rows.Single();
    }

    public Task CompleteAsync(UserId user, KeyedRequest.Started request, StoredResponse response, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(user), $"""
            update accounts_internal.idempotency_keys
            set status = {response.Status}, headers = {JsonSerializer.Serialize(response.Headers)}::jsonb, body = {response.Body}
            where route = {request.Key.Route} and key = {request.Key.Value} and attempt = {request.Attempt}
            """, ct);

    public Task ForgetAsync(UserId user, KeyedRequest.Started request, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(user), $"""
            delete from accounts_internal.idempotency_keys
            where route = {request.Key.Route} and key = {request.Key.Value} and attempt = {request.Attempt}
            """, ct);

    public Task ReleaseAsync(UserId user, KeyedRequest.Started request, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(user), $"""
            update accounts_internal.idempotency_keys set locked_until = app.now()
            where route = {request.Key.Route} and key = {request.Key.Value} and attempt = {request.Attempt}
            """, ct);

    public Task SweepAsync(CancellationToken ct) =>
        database.ExecuteAsync(Identity.Worker, $"select app.sweep_idempotency_keys({options.Value.KeepFor}::interval)", ct);

    private static KeyedRequest Read(NpgsqlDataReader row, IdempotencyKey key, Guid attempt) => row.GetString(0) switch
    {
        "started" => new KeyedRequest.Started(key, attempt, row.GetGuid(1)),
        "running" => new KeyedRequest.Running(),
        "done" => new KeyedRequest.Done(new StoredResponse(
            row.GetInt32(2), JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(3))!, row.GetString(4))),
        _ => new KeyedRequest.Reused(),
    };
}
