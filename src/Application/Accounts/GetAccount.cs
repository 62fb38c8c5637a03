using System.Text.Json.Serialization;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

public sealed record GetAccountQuery(UserId User, AccountId Account, bool IncludeProfiles) : IQuery<AccountDetails>;

/// <summary>Returns one account with the profile of its home country and, on request, its country profiles.</summary>
public sealed record AccountDetails : AccountRow
{
    public AccountDetails(AccountRow row)
        : base(row)
    {
    }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CountryProfile>? Profiles { get; init; }

    [JsonPropertyName("profileDetails")]
    public ProfileDetails? ProfileDetails { get; init; }
}

public sealed record ProfileDetails(
    [property: JsonPropertyName("profileId")] string? ProfileId,
    [property: JsonPropertyName("profileName")] string ProfileName,
    [property: JsonPropertyName("profileType")] string? ProfileType,
    [property: JsonPropertyName("country")] string Country,
    [property: JsonPropertyName("currency")] string? Currency,
    [property: JsonPropertyName("timezone")] string? Timezone,
    [property: JsonPropertyName("accountInfo")] ProfileAccountInfo AccountInfo);

public sealed record ProfileAccountInfo(
    [property: JsonPropertyName("marketplaceStringId")] string? MarketplaceStringId,
    [property: JsonPropertyName("id")] string? Id,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("name")] string Name);

internal sealed class GetAccountHandler(IReadDb db) : IQueryHandler<GetAccountQuery, AccountDetails>
{
    public async Task<Result<AccountDetails>> Handle(GetAccountQuery query, CancellationToken ct)
    {
        var row = await AccountView.Of(db)
            .Where(a => a.Account.UserId == query.User && a.Account.Id == query.Account)
            .Select(AccountView.ToRow)
            .SingleOrDefaultAsync(ct);
        if (row is null) return AccountErrors.NotFound;

        var profiles = await CountryProfile.OfAsync(db, query.User, row.Metadata, ct);
        return new AccountDetails(row) { Profiles = query.IncludeProfiles ? profiles : null, ProfileDetails = Home(row, profiles) };
    }

    private static ProfileDetails? Home(AccountRow row, IReadOnlyList<CountryProfile> profiles) =>
        (profiles.FirstOrDefault(p => p.MarketplaceId == row.MarketplaceId && p.ProfileId is not null) ?? profiles.FirstOrDefault(p => p.ProfileId is not null)) is { } home
            ? new ProfileDetails(home.ProfileId, row.AccountName, home.ProfileType, home.CountryCode, home.CurrencyCode, home.Timezone,
                new ProfileAccountInfo(home.MarketplaceId, home.EntityId, home.ProfileType ?? row.AccountType.ToString().ToLowerInvariant(), row.AccountName))
            : null;
}
