using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Accounts.Simulators.Control;

internal sealed record LatencyRequest(string Route, int Milliseconds);

internal sealed record ThrottleRequest(string Route, double Rate, int Burst, JsonElement RetryAfter)
{
    public Throttle ToThrottle() =>
        new(Route, Rate, Burst, RetryAfter.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? Throttle.None : RetryAfter.ToString());
}

internal sealed record ClockRequest([property: JsonPropertyName("advance_seconds")] double AdvanceSeconds);

internal sealed record LoginRequest(string Login);

internal sealed record TermsRequest(string TermsToken);

internal sealed record TokenRequest(string Person, JsonObject? Claims);

internal sealed record OrganizationRequest(string Person, string? Role, IReadOnlyList<string>? Permissions);

internal sealed record RotationRequest(bool KeepOld = true);

internal sealed record SizeRequest(int Size);

internal sealed record IdsRequest(IReadOnlyList<string> Ids);

internal sealed record ProfileIdsRequest(IReadOnlyList<long> Ids);

internal sealed record AdvertiserRequest(string Id, string Name);

internal sealed record CampaignRequest(string AdvertiserId, JsonObject Content);

internal sealed record CampaignBehaviour(double DelaySeconds = 0, bool BeginsWithEmptyPage = false, int PageSize = 100);

internal sealed record AccountRequest(string Id, string? Name, string? Status);

internal sealed record RawRequest(JsonElement Account, int? Page);
