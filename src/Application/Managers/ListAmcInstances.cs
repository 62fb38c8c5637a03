using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Managers;
using Accounts.Domain.Sync;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Managers;

/// <summary>Lists the AMC accounts that manager accounts link, in the format of the frontend's page.</summary>
public sealed record ListAmcInstancesQuery(UserId User) : IQuery<AmcInstances>;

public sealed record AmcInstances(IReadOnlyList<AmcInstance> Instances, int TotalCount);

/// <param name="InstanceType">Amazon's type of the link.</param>
/// <param name="DataRetentionDays">Always null: this source does not contain it.</param>
/// <param name="Advertisers">The DSP advertisers that the same manager accounts link.</param>
public sealed record AmcInstance(
    [property: JsonPropertyName("instanceId")] string InstanceId,
    [property: JsonPropertyName("instanceName")] string InstanceName,
    [property: JsonPropertyName("instanceType")] string InstanceType,
    Region? Region,
    string Status,
    [property: JsonPropertyName("dataRetentionDays")] int? DataRetentionDays,
    [property: JsonPropertyName("createdDate")] DateTimeOffset CreatedDate,
    [property: JsonPropertyName("advertisers")] IReadOnlyList<AmcAdvertiser> Advertisers,
    Guid Id,
    Guid? ConnectionId,
    string AccountName,
    string AmazonAccountId,
    string? MarketplaceId,
    string? MarketplaceName,
    DateTimeOffset ConnectedAt,
    DateTimeOffset? LastSyncedAt,
    JsonElement Metadata);

public sealed record AmcAdvertiser(
    [property: JsonPropertyName("advertiserId")] string AdvertiserId, [property: JsonPropertyName("advertiserName")] string? AdvertiserName);

internal sealed class ListAmcInstancesHandler(IReadDb db) : IQueryHandler<ListAmcInstancesQuery, AmcInstances>
{
    public async Task<Result<AmcInstances>> Handle(ListAmcInstancesQuery query, CancellationToken ct)
    {
        var rows = await AccountView.Of(db).Where(a => a.Account.UserId == query.User && a.Account.AccountType == AccountType.Amc)
            .OrderBy(a => a.Account.AccountName).ThenBy(a => a.Account.Id).Select(AccountView.ToRow).ToListAsync(ct);
        if (rows.Count == 0 && await IsRefusedAsync(query.User, ct)) return AmazonErrors.Forbidden;

        var links = (await db.Relationships.Where(r => r.UserId == query.User && r.Type == RelationshipType.ManagerLink)
            .Select(r => new { r.ParentKey, r.ChildKey, r.Metadata }).ToListAsync(ct)).ToLookup(r => r.ParentKey, StringComparer.Ordinal);
        AmcInstance[] instances = [.. rows.Select(row => Of(row, [.. links.Where(m => m.Any(l => l.ChildKey == row.AmazonAccountId)).SelectMany(m => m)
            .Where(l => IsDsp(StoredJson.Text(l.Metadata, "account_type"))).Select(l => new AmcAdvertiser(l.ChildKey!, StoredJson.Text(l.Metadata, "account_name"))).Distinct()]))];
        return new AmcInstances(instances, instances.Length);
    }

    /// <summary>Distinguishes an empty list from a login without access to manager accounts in any region.</summary>
    private async Task<bool> IsRefusedAsync(UserId user, CancellationToken ct)
    {
        var newest = await db.SyncScopes.Where(s => s.UserId == user && s.Kind == SyncScopeKind.Managers && s.Status != SyncScopeStatus.Pending)
            .GroupBy(s => new { s.ConnectionId, s.Region })
            .Select(g => g.OrderByDescending(s => s.UpdatedAt).Select(s => s.ErrorCode).First())
            .ToListAsync(ct);
        return newest.Count > 0 && newest.All(code => code == AmazonErrors.Forbidden.Code || code == AmazonErrors.NoAccess.Code);
    }

    private static bool IsDsp(string? type) => string.Equals(type, "DSP_ADVERTISING_ACCOUNT", StringComparison.OrdinalIgnoreCase);

    private static AmcInstance Of(AccountRow row, IReadOnlyList<AmcAdvertiser> advertisers) => new(
        row.AmazonAccountId, row.AccountName, "MARKETING_CLOUD", Enum.TryParse<Region>(StoredJson.Text(row.Metadata, "region"), out var region) ? region : null,
        row.Status switch { AccountStatus.Active => "ACTIVE", AccountStatus.Pending => "PROVISIONING", _ => "SUSPENDED" },
        DataRetentionDays: null, row.ConnectedAt, advertisers,
        row.Id, row.ConnectionId, row.AccountName, row.AmazonAccountId, row.MarketplaceId, row.MarketplaceName, row.ConnectedAt, row.LastSyncedAt, row.Metadata);
}
