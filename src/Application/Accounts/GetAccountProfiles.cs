using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountProfilesQuery(UserId User, AccountId Account, string? CountryCode = null) : IQuery<AccountProfiles>;

public sealed record AccountProfiles(Guid AccountId, IReadOnlyList<CountryProfile> Profiles);

/// <summary>An account in one country. Currency, timezone and marketplace are those of the country.</summary>
public sealed record CountryProfile(
    string CountryCode, string? ProfileId, string? EntityId, string? MarketplaceId, string? CurrencyCode, string? Timezone, Region? Region)
{
    internal static IReadOnlyList<CountryProfile> Of(JsonElement metadata) => [.. AccountMetadata.AlternateIds(metadata).Select(Of)];

    private static CountryProfile Of(AlternateId id)
    {
        var marketplace = Marketplace.OfCountry(id.CountryCode);
        return new CountryProfile(id.CountryCode, id.ProfileId, id.EntityId, marketplace?.Id, marketplace?.Currency, marketplace?.Timezone, marketplace?.Region);
    }
}

internal sealed class GetAccountProfilesValidator : AbstractValidator<GetAccountProfilesQuery>
{
    public GetAccountProfilesValidator() => RuleFor(q => q.CountryCode).Matches("^[A-Z]{2}$").OverridePropertyName("country_code").Malformed();
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

        var profiles = CountryProfile.Of(account.Metadata).Where(p => query.CountryCode is null || p.CountryCode == query.CountryCode);
        return new AccountProfiles(query.Account.Value, [.. profiles]);
    }
}
