using System.Text.Json;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Profiles;
using AutoMapper;
using AutoMapper.QueryableExtensions;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Profiles;

/// <summary>Lists the stored profiles of all regions. Amazon does not page profiles; these pages are ours.</summary>
public sealed record ListProfilesQuery(UserId User, int MaxResults, string? NextToken, Region? Region, string? CountryCode, ProfileType? Type)
    : IQuery<ProfilePage>
{
    /// <summary>The filters that a page token is bound to.</summary>
    internal string Binding => $"profiles|{MaxResults}|{Region}|{CountryCode}|{Type}";
}

public enum ProfileType
{
    Seller,
    Vendor,
    Agency,
}

public sealed record ProfilePage(IReadOnlyList<ProfileRow> Profiles, int Total, string? NextToken, DateTimeOffset Timestamp, bool Cached);

/// <param name="AccountType">Amazon's value: <c>seller</c>, <c>vendor</c> or <c>agency</c>.</param>
/// <param name="AccountId">Amazon's id of the merchant or the entity.</param>
public sealed record ProfileRow(
    string ProfileId,
    string? CountryCode,
    string? CurrencyCode,
    string? Timezone,
    string? MarketplaceId,
    string? MarketplaceName,
    Region Region,
    string? AccountType,
    string? AccountName,
    string? AccountId,
    bool? ValidPaymentMethod,
    string? AccessLevel,
    Guid? ConnectionId)
{
    internal sealed class Map : Profile
    {
        public Map() => CreateMap<AccountProfile, ProfileRow>()
            .ForCtorParam(nameof(MarketplaceName), to => to.MapFrom(p => Marketplace.NameOf(p.MarketplaceId)))
            .ForCtorParam(nameof(AccountType), to => to.MapFrom(p => p.ProfileType))
            .ForCtorParam(nameof(AccountName), to => to.MapFrom(p => p.Name))
            .ForCtorParam(nameof(AccountId), to => to.MapFrom(p => p.EntityId)) // Amazon's id; a match by name would map our account's id
            .ForCtorParam(nameof(ConnectionId), to => to.MapFrom(p => p.ConnectionId == null ? (Guid?)null : p.ConnectionId.Value.Value));
    }
}

internal sealed class ListProfilesValidator : AbstractValidator<ListProfilesQuery>
{
    public ListProfilesValidator()
    {
        RuleFor(q => q.MaxResults).InclusiveBetween(1, 100).Malformed("max_results", "range");
        RuleFor(q => q.CountryCode).Matches(@"^[A-Z]{2}\z").Malformed("country_code", "format");
    }
}

internal sealed class ListProfilesHandler(IReadDb db, IPageTokens pageTokens, TimeProvider clock, IMapper mapper)
    : IQueryHandler<ListProfilesQuery, ProfilePage>
{
    public async Task<Result<ProfilePage>> Handle(ListProfilesQuery query, CancellationToken ct)
    {
        var paging = new KeysetPage(pageTokens, query.User, query.Binding, query.MaxResults, query.NextToken);
        var after = paging.After;
        if (!after.Succeeded) return after.Error;

        var matching = db.Profiles.Where(p => p.UserId == query.User);
        if (query.Region is { } region) matching = matching.Where(p => p.Region == region);
        if (CountryCode.Normalize(query.CountryCode) is { } country) matching = matching.Where(p => p.CountryCode == country);
        if (query.Type is { } type)
        {
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString());
            matching = matching.Where(p => p.ProfileType == name);
        }

        var rows = await matching.Where(p => string.Compare(p.ProfileId, after.Value) > 0)
            .OrderBy(p => p.ProfileId).Take(paging.RowsToRead)
            .ProjectTo<ProfileRow>(mapper.ConfigurationProvider)
            .ToListAsync(ct);
        var total = await matching.CountAsync(ct);

        var (page, next) = paging.Of(rows, profiles => profiles[^1].ProfileId);
        return new ProfilePage(page, total, next, clock.GetUtcNow(), Cached: true);
    }
}
