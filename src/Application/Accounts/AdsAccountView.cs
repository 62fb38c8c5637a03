using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Domain.Accounts;

namespace Accounts.Application.Accounts;

/// <summary>An account in the format of Amazon's v3 API, with alternate ids merged per country.</summary>
public sealed record AdsAccountView(
    [property: JsonPropertyName("adsAccountId")] string AdsAccountId,
    [property: JsonPropertyName("accountName")] string AccountName,
    [property: JsonPropertyName("status")] string? Status,
    [property: JsonPropertyName("alternateIds")] IReadOnlyList<AlternateIdView> AlternateIds,
    [property: JsonPropertyName("countryCodes")] IReadOnlyList<string> CountryCodes,
    [property: JsonPropertyName("errors")] JsonElement Errors)
{
    private static readonly JsonElement NoErrors = JsonElement.Parse("{}");

    public static AdsAccountView Of(RemoteAccount account) => new(
        account.AmazonAccountId, account.Name, account.Status?.Name, View(account.AlternateIds), account.CountryCodes,
        account.ErrorsJson is { } json ? JsonElement.Parse(json) : NoErrors);

    public static AdsAccountView Of(string id, string name, string? status, JsonElement metadata) => new(
        id, name, status, View(AccountMetadata.AlternateIds(metadata)), AccountMetadata.CountryCodes(metadata),
        AccountMetadata.Errors(metadata) ?? NoErrors);

    private static AlternateIdView[] View(IReadOnlyList<AlternateId> ids) =>
        [.. ids.Select(i => new AlternateIdView(i.CountryCode, i.EntityId, i.ProfileId))];
}

public sealed record AlternateIdView(
    [property: JsonPropertyName("countryCode")] string CountryCode,
    [property: JsonPropertyName("entityId")] string? EntityId,
    [property: JsonPropertyName("profileId")] string? ProfileId);

/// <param name="AdsAccounts">The same list under Amazon's name.</param>
/// <param name="Source"><c>store</c> or <c>amazon</c>.</param>
/// <param name="Stale">Amazon is unavailable, and stored data is returned instead.</param>
public sealed record AdsAccountPage(
    IReadOnlyList<AdsAccountView> Accounts,
    [property: JsonPropertyName("adsAccounts")] IReadOnlyList<AdsAccountView> AdsAccounts,
    int Total,
    [property: JsonPropertyName("nextToken")] string? NextToken,
    string Source,
    DateTimeOffset Timestamp,
    bool Cached,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Stale);
