using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Application.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class AccountStore(Database database) : IAccountStore
{
    public Task StoreAsync(UserId user, ConnectionId connection, IReadOnlyList<RemoteAccount> accounts, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(user),
            $"select app.store_accounts({user.Value}, {connection.Value}, {ToJson(accounts)}::jsonb)", ct);

    /// <summary>The shape <c>app.store_accounts</c> reads.</summary>
    public static string ToJson(IReadOnlyList<RemoteAccount> accounts) => new JsonArray([.. accounts.Select(ToJson)]).ToJsonString();

    private static JsonObject ToJson(RemoteAccount account)
    {
        var home = AccountMetadata.Home(account);
        return new JsonObject
        {
            ["id"] = account.AmazonAccountId,
            ["name"] = account.Name,
            ["status"] = account.Status?.Meaning is { } meaning ? JsonNamingPolicy.SnakeCaseLower.ConvertName(meaning.ToString()) : null,
            ["api_status"] = account.Status?.Word,
            ["marketplace_id"] = home?.Id,
            ["region"] = home?.Region.ToString(),
            ["metadata"] = AccountMetadata.Write(account),
        };
    }
}
