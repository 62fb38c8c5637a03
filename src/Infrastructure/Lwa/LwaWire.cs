using System.Text.Json;
using System.Text.Json.Serialization;

namespace Accounts.Infrastructure.Lwa;

/// <summary>Source: Login with Amazon, "access token response". A refusal has <c>error</c> and <c>error_description</c> instead.</summary>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] JsonElement AccessToken,
    [property: JsonPropertyName("refresh_token")] JsonElement RefreshToken,
    [property: JsonPropertyName("expires_in")] JsonElement ExpiresIn);
