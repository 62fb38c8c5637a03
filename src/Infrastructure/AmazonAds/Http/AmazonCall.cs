using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Resilience;

namespace Accounts.Infrastructure.AmazonAds.Http;

/// <param name="Path">Below the region's base address.</param>
/// <param name="Accepts">
/// The types of the answer, the documented one first. Amazon versions each operation by its media types, and many operations answer in another
/// type than they take.
/// </param>
internal sealed record AmazonCall(
    Region Region, CallFamily Family, string Path, IReadOnlyList<string> Accepts, AmazonLogin Login, RetrySafety Safety = RetrySafety.WhenRefused)
{
    /// <summary>The type of the request's body, for a call that has one.</summary>
    public string Sends { get; init; } = "application/json";

    /// <summary>The profile that a profile's own call is made as.</summary>
    public string? Scope { get; init; }

    /// <summary>The account or DSP advertiser that the call is made for.</summary>
    public string? AdsAccount { get; init; }

    /// <summary>The entity of the agency of that advertiser, for calls that may require it.</summary>
    public string? ParentEntity { get; init; }

    public string Query { get; init; } = "";

    /// <summary>
    /// What an empty object of the documented type stands for, if Amazon may leave an empty list out. By default an empty object is not an answer.
    /// </summary>
    public string? EmptyAnswer { get; init; }

    /// <summary>The operation as the log names it, when the path holds an id.</summary>
    public string? Name { get; init; }

    public OutwardCall ToOutward() => new(Region, Family, Safety, Login) { Scope = AdsAccount ?? Scope };

    /// <summary>Source: Amazon Ads API, "common headers". The token is put in at each attempt.</summary>
    public Dictionary<string, string> Headers(string clientId)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["Amazon-Advertising-API-ClientId"] = clientId,
            ["Accept"] = string.Join(", ", Accepts),
        };
        if (Scope is { } profile) headers["Amazon-Advertising-API-Scope"] = profile;
        if (AdsAccount is { } account) // calls with this header name the app differently, and accept both names
            (headers["Amazon-Ads-AccountId"], headers["Amazon-Ads-ClientId"]) = (account, clientId);
        if (ParentEntity is { } entity) headers["parentEntityId"] = entity;
        return headers;
    }
}
