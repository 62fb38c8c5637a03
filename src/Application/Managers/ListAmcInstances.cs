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

/// <summary>A row with the members that the page reads.</summary>
public sealed record AmcInstance : AccountRow
{
    internal AmcInstance(AccountRow row, IReadOnlyList<AmcAdvertiser> advertisers)
        : base(row)
    {
        Advertisers = advertisers;
    }

    /// <summary><c>ACTIVE</c>, <c>PROVISIONING</c> or <c>SUSPENDED</c>.</summary>
    public string Status => AccountStatus switch
    {
        AccountStatus.Active => "ACTIVE",
        AccountStatus.Pending => "PROVISIONING",
        _ => "SUSPENDED",
    };

    public string? Region => StoredJson.Text(Metadata, "region");

    [JsonPropertyName("instanceId")]
    public string InstanceId => AmazonAccountId;

    [JsonPropertyName("instanceName")]
    public string InstanceName => AccountName;

    /// <summary>Amazon's type of the link.</summary>
    [JsonPropertyName("instanceType")]
    public string InstanceType => "MARKETING_CLOUD";

    /// <summary>0: Amazon's list of links does not contain it.</summary>
    [JsonPropertyName("dataRetentionDays")]
    public int DataRetentionDays => 0;

    [JsonPropertyName("createdDate")]
    public DateTimeOffset CreatedDate => ConnectedAt;

    /// <summary>The DSP advertisers that the same manager accounts link.</summary>
    [JsonPropertyName("advertisers")]
    public IReadOnlyList<AmcAdvertiser> Advertisers { get; }
}

public sealed record AmcAdvertiser(
    [property: JsonPropertyName("advertiserId")] string AdvertiserId, [property: JsonPropertyName("advertiserName")] string? AdvertiserName);

internal sealed class ListAmcInstancesHandler(IReadDb db) : IQueryHandler<ListAmcInstancesQuery, AmcInstances>
{
    public async Task<Result<AmcInstances>> Handle(ListAmcInstancesQuery query, CancellationToken ct)
    {
        var rows = await AccountView.Of(db).Where(a => a.Account.UserId == query.User && a.Account.AccountType == AccountType.Amc)
            .OrderBy(a => a.Account.DisplayName).ThenBy(a => a.Account.Id).Select(AccountView.ToRow).ToListAsync(ct);
        if (rows.Count == 0 && await IsRefusedAsync(query.User, ct)) return AmazonErrors.Forbidden;

        var links = (await db.Relationships.Where(r => r.UserId == query.User && r.Type == RelationshipType.ManagerLink)
            .Select(r => new { r.ParentKey, r.ChildKey, r.Metadata }).ToListAsync(ct)).ToLookup(r => r.ParentKey, StringComparer.Ordinal);
        AmcInstance[] instances = [.. rows.Select(row => new AmcInstance(row, Advertisers(row)))];
        return new AmcInstances(instances, instances.Length);

        IReadOnlyList<AmcAdvertiser> Advertisers(AccountRow row) =>
        [
            .. links.Where(manager => manager.Any(l => l.ChildKey == row.AmazonAccountId)).SelectMany(manager => manager)
                .Where(l => string.Equals(StoredJson.Text(l.Metadata, "account_type"), "DSP_ADVERTISING_ACCOUNT", StringComparison.OrdinalIgnoreCase))
                .Select(l => new AmcAdvertiser(l.ChildKey!, StoredJson.Text(l.Metadata, "account_name"))).Distinct(),
        ];
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
}
