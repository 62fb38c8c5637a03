using System.Text.Json;

namespace Accounts.Infrastructure.AmazonAds.Registration;

/// <summary>Source: Advertising Accounts 3.0, <c>POST /adsAccounts</c>. It recommends to leave the terms token out: Amazon knows who has
/// accepted.</summary>
internal sealed record RegisterRequest(string AccountName, IReadOnlyList<string> CountryCodes, IReadOnlyList<AssociationWire> Associations)
{
    public const string Path = "adsAccounts";
    public const string MediaType = "application/vnd.registeradsaccountresource.v1+json";
}

internal sealed record AssociationWire(SellerWire? AmazonSeller = null, VendorWire? AmazonVendor = null);

internal sealed record SellerWire(string SellerCentralAccount);

internal sealed record VendorWire(string VendorGroup);

internal sealed record RegisterResponse(JsonElement AdsAccount)
{
    public const string MediaType = "application/json";
}
