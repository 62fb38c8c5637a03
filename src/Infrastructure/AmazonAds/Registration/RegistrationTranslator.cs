using System.Text.Json;
using Accounts.Application.Registration;
using Accounts.Domain.Accounts;
using Accounts.Domain.Registration;
using Accounts.Infrastructure.AmazonAds.Accounts;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Registration;

internal static class RegistrationTranslator
{
    public static RegisterRequest ToWire(RegistrationRequest request) => new(
        request.AccountName,
        [request.Marketplace.Country],
        [request.Association == RegistrationAssociation.Seller
            ? new(AmazonSeller: new(request.AdvertiserId)) : new(AmazonVendor: new(request.AdvertiserId))]);

    public static RegistrationAnswer ToAnswer(RegisterResponse wire)
    {
        var account = new AdsAccountWire(wire.AdsAccount);
        if (account.AdsAccountId.PlainId() is not { } id) throw new AmazonContractException("adsAccount has no usable id");

        return new RegistrationAnswer.Accepted(id, account.Status.Clean(AmazonAccountStatus.MaxLength) is { } word
            ? new AmazonAccountStatus(word) : null);
    }

    /// <summary>The reasons of a 400, under the country that the request names: the form in which an account carries its reasons.</summary>
    public static RegistrationAnswer ToRefusal(RegistrationRequest request, JsonElement body)
    {
        var reasons = body.Member("errors");
        if (reasons.ValueKind != JsonValueKind.Array) return new RegistrationAnswer.Refused(ErrorsJson: null);

        var byCountry = JsonSerializer.SerializeToElement(
            new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [request.Marketplace.Country] = reasons });
        return new RegistrationAnswer.Refused(StorableJson.Of(byCountry, country => country));
    }
}
