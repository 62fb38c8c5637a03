using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Profiles;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountProfilesQuery(UserId User, AccountId Account, string? CountryCode = null) : IQuery<AccountProfiles>;

public sealed record AccountProfiles(Guid AccountId, IReadOnlyList<CountryProfile> Profiles);

/// <summary>
/// An account in one country. Currency, time zone and marketplace come from the profile, or from the country if no profile is known.
/// </summary>
/// <param name="ProfileType">
/// <c>seller</c>, <c>vendor</c>, <c>agency</c>; null if no profile is known. Only in the account's details.
/// </param>
public sealed record CountryProfile(
    string CountryCode, string? ProfileId, string? EntityId, string? MarketplaceId, string? CurrencyCode, string? Timezone, Region? Region,
    [property: JsonIgnore] string? ProfileType)
{
    internal static async Task<IReadOnlyList<CountryProfile>> OfAsync(IReadDb db, UserId user, JsonElement metadata, CancellationToken ct)
    {
        var ids = AccountMetadata.AlternateIds(metadata);
        var profiles = ids.Select(i => i.ProfileId).OfType<string>().ToArray();
        var known = profiles.Length == 0
            ? [] : await db.Profiles.Where(p => p.UserId == user && profiles.Contains(p.ProfileId)).ToDictionaryAsync(p => p.ProfileId, ct);
        return [.. ids.Select(id => Of(id, id.ProfileId is null ? null : known.GetValueOrDefault(id.ProfileId)))];
    }

    private static CountryProfile Of(AlternateId id, AccountProfile? profile)
    {
        var country = Marketplace.OfCountry(id.CountryCode);
        return new CountryProfile(
            id.CountryCode, id.ProfileId, id.EntityId, profile?.MarketplaceId ?? country?.Id, profile?.CurrencyCode ?? country?.Currency,
            profile?.Timezone ?? country?.Timezone, profile?.Region ?? country?.Region, profile?.ProfileType);
    }
}

internal sealed class GetAccountProfilesValidator : AbstractValidator<GetAccountProfilesQuery>
{
    public GetAccountProfilesValidator() => RuleFor(q => q.CountryCode).Matches(@"^[A-Z]{2}\z").Malformed("country_code", "format");
}

internal sealed class GetAccountProfilesHandler(IReadDb db) : IQueryHandler<GetAccountProfilesQuery, AccountProfiles>
{
    public async Task<Result<AccountProfiles>> Handle(GetAccountProfilesQuery query, CancellationToken ct)
    {
        var account = await db.Accounts
            .Where(a => a.UserId == query.User && a.Id == query.Account)
            .Select(a => new { a.Metadata })
            .SingleOrDefaultAsync(ct);
        if (account is null) return AccountErrors.NotFound;

        var country = CountryCode.Normalize(query.CountryCode);
        var profiles = (await CountryProfile.OfAsync(db, query.User, account.Metadata, ct)).Where(p => country is null || p.CountryCode == country);
        return new AccountProfiles(query.Account.Value, [.. profiles]);
    }
}
