namespace Accounts.IntegrationTests.Concurrency;

/// <param name="Route">The pattern of the route table.</param>
/// <param name="Path">The path, with $active, $disconnected, $other and $connection for ids.</param>
internal sealed record Writer(string Method, string Route, string Path, string? Body = null)
{
    public static readonly IReadOnlyList<Writer> All =
    [
        Account("DELETE", "", "$active"),
        Account("POST", "/disconnect", "$active"),
        Account("POST", "/reconnect", "$active"),
        Account("POST", "/reconnect", "$disconnected"),
        Account("POST", "/switch", "$active"),
        Account("POST", "/switch", "$other"),
        Account("PUT", "/settings", "$active", """{"is_default":false,"notes":"left"}"""),
        Account("PUT", "/settings", "$other", """{"is_default":true,"account_name_override":"Right"}"""),
        Account("POST", "/reauthorize", "$disconnected", """{"force_refresh":false}"""),
        Of("POST", "/api/v1/accounts/batch", """{"operation":"update","account_ids":["$active","$other"],"params":{"tags":["batch"]}}"""),
        Of("POST", "/api/v1/accounts/batch", """{"operation":"disconnect","account_ids":["$active"]}"""),
        Of("POST", "/api/v1/accounts/batch", """{"operation":"reconnect","account_ids":["$active","$disconnected"]}"""),
        Of("PATCH", "/api/v1/settings", """{"preferences":{"default_account_id":"$other","theme":"dark"}}"""),
        Of("PATCH", "/api/v1/settings", """{"preferences":{"default_account_id":null,"items_per_page":20}}"""),
        Of("POST", "/api/v1/settings/reset"),
        Of("PATCH", "/api/v1/users/me", """{"firstName":"Ada"}"""),
        Of("PATCH", "/api/v1/users/me", """{"lastName":"Byron"}"""),
        new("PATCH", "/api/v1/auth/connections/{id}", "/api/v1/auth/connections/$connection", """{"label":"Renamed"}"""),
        Of("POST", "/api/v1/auth/auto-refresh", """{"enabled":false}"""),
        new("DELETE", "/api/v1/auth/connections/{id}", "/api/v1/auth/connections/$connection"),
        Of("DELETE", "/api/v1/auth/revoke"),
    ];

    public override string ToString() => $"{Method} {Path} {Body}";

    private static Writer Account(string method, string route, string account, string? body = null) =>
        new(method, $"/api/v1/accounts/{{id}}{route}", $"/api/v1/accounts/{account}{route}", body);

    private static Writer Of(string method, string route, string? body = null) => new(method, route, route, body);
}

/// <summary>Mutating routes whose concurrency other classes test, because they start work that goes on after the response.</summary>
internal static class TestedElsewhere
{
    public static readonly IReadOnlyDictionary<string, string> ByRoute = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["POST /api/v1/accounts/sync"] = "StartSyncTests",
        ["DELETE /api/v1/accounts/sync/{id}"] = "SyncOwnershipTests",
        ["POST /api/v1/accounts/{id}/sync"] = "ConcurrentChangeTests",
        ["POST /api/v1/accounts/register"] = "IdempotencyKeyTests",
        ["POST /api/v1/accounts/dsp/{advertiser_id}/seats/refresh"] = "RefreshSeatsTests",
        ["POST /api/v1/accounts/dsp/{advertiser_id}/campaigns"] = "LostCampaignTests",
        ["PUT /api/v1/accounts/dsp/{advertiser_id}/campaigns/{campaign_id}"] = "CampaignChangesTests",
        ["PATCH /api/v1/accounts/dsp/{advertiser_id}/campaigns/{campaign_id}"] = "CampaignChangesTests",
        ["POST /api/v1/accounts/bulk-refresh"] = "ReauthorizeAccountTests",
        ["POST /api/v1/auth/refresh"] = "RefreshRaceTests",
        ["POST /api/v1/auth/connections/{id}/refresh"] = "RefreshRaceTests",
        ["POST /api/v1/auth/amazon/connect/callback"] = "StateTests",
        ["DELETE /api/v1/auth/amazon/disconnect/{userId}/{profileId}"] = "AccountDecisionsTests",
    };
}
