using Accounts.IntegrationTests.Harness;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Sync;

/// <summary>
/// Everything Amazon shows some logins, and everything stored of it, one line each, so that two pictures can be compared. What is stored and
/// gone (inactive) is no part of it.
/// </summary>
internal static class Snapshot
{
    /// <summary>As Amazon has it. Of an account that several logins see, each line is the same.</summary>
    public static SortedSet<string> OfAmazon(params IReadOnlyList<AmazonWorld> logins)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var login in logins) lines.UnionWith(OfLogin(login));
        return lines;
    }

    private static IEnumerable<string> OfLogin(AmazonWorld login)
    {
        var regions = Enum.GetValues<AdsRegion>();
        var profiles = regions.SelectMany(login.Profiles).ToDictionary(p => p.Id);
        var owners = login.Accounts.SelectMany(a =>
            a.AlternateIds.Where(i => i.ProfileId is not null).Select(i => (Profile: i.ProfileId!.Value, a.Id)))
            .ToDictionary(o => o.Profile, o => o.Id);
        return
        [
            .. login.Accounts.Select(a => Account(a, profiles)),
            .. profiles.Values.Select(p => $"profile {p.Id} {Region(p.Marketplace.Region)} {p.Marketplace.CountryCode.Ours()} "
                + $"{p.Marketplace.Currency} {p.Marketplace.TimeZone} {p.Type} {p.AccountInfoId} of {owners.GetValueOrDefault(p.Id)}"),
            .. regions.SelectMany(r => login.Agencies(r).SelectMany(agency => login.Advertisers(agency.Id).SelectMany(a => Advertiser(a, agency)))),
            .. regions.SelectMany(r => login.Managers(r).SelectMany(m => Manager(m, r))),
        ];
    }

    private static string Account(WorldAccount account, Dictionary<long, WorldProfile> profiles)
    {
        var home = Marketplaces.All.First(m => m.CountryCode == account.CountryCodes[0]);
        var profile = account.AlternateIds.FirstOrDefault(i => i.CountryCode == home.CountryCode)?.ProfileId is { } id
            ? profiles.GetValueOrDefault(id) : null;
        return $"advertising {account.Id} '{account.Name}' {account.Status} {home.MarketplaceId} {home.Currency} {home.TimeZone} {profile?.Type} in "
            + $"{string.Join(',', account.CountryCodes.Select(Synced.Ours))}";
    }

    private static IEnumerable<string> Advertiser(WorldAdvertiser advertiser, WorldProfile agency) =>
    [
        $"dsp {advertiser.Id} '{advertiser.Name}' {advertiser.Currency} {advertiser.TimeZone} {Region(agency.Marketplace.Region)} in "
            + $"{advertiser.Country.Ours()}",
        $"agency {agency.Id} has {advertiser.Id}",
    ];

    private static IEnumerable<string> Manager(WorldManager manager, AdsRegion region)
    {
        var told = manager.Links.Where(l => l.Returned).ToArray();
        return
        [
            $"manager {manager.Id} '{manager.Name}' {Region(region)} {told.Length < 50}",
            .. told.Select(l => $"manager {manager.Id} links "
                + $"{(l.AccountType == "MARKETING_CLOUD" ? l.AccountId : l.DspAdvertiserId ?? l.ProfileId?.ToString() ?? l.AccountId)}"),
            .. told.Where(l => l.AccountType == "MARKETING_CLOUD").Select(l => Cloud(l, region)),
        ];
    }

    private static string Cloud(WorldLink link, AdsRegion region)
    {
        var home = Marketplaces.All.FirstOrDefault(m => m.MarketplaceId == link.MarketplaceId);
        return $"amc {link.AccountId} '{link.AccountName}' {Region(region)} {home?.MarketplaceId} {home?.Currency} {home?.TimeZone} in "
            + $"{home?.CountryCode.Ours()}";
    }

    private static string Region(AdsRegion region) => region.ToString().ToUpperInvariant();

    /// <summary>As it is stored for a person. The type that a profile gave an account is shown for as long as there is that profile.</summary>
    public static async Task<SortedSet<string>> StoredAsync(ApiWorld world, Person person)
    {
        var lines = await world.Database.Owner.ScalarAsync<string[]>(
            """
            with mine as (select id from public.users where clerk_user_id = $1)
            select array(
              select concat('advertising ', a.amazon_account_id, ' ''', a.account_name, ''' ', a.api_status, ' ', a.marketplace_id, ' ',
                a.metadata ->> 'currency_code', ' ',
                            a.metadata ->> 'timezone', ' ', case when p.id is not null then a.metadata ->> 'profile_type' end,
                            ' in ', (select string_agg(c, ',') from jsonb_array_elements_text(a.metadata -> 'country_codes') c))
              from public.user_accounts a left join public.account_profiles p on p.user_id = a.user_id and p.profile_id = a.profile_id
              where a.account_type = 'advertising' and a.status <> 'inactive' and a.user_id in (table mine)
              union all
              select concat('profile ', p.profile_id, ' ', p.region, ' ', p.country_code, ' ', p.currency_code, ' ', p.timezone, ' ', p.profile_type,
                ' ', p.entity_id, ' of ', a.amazon_account_id)
              from public.account_profiles p left join public.user_accounts a on a.id = p.account_id and a.status <> 'inactive'
                where p.user_id in (table mine)
              union all
              select concat('dsp ', amazon_account_id, ' ''', account_name, ''' ', metadata ->> 'currency_code', ' ', metadata ->> 'timezone', ' ',
                region, ' in ', metadata ->> 'country_code')
              from public.user_accounts where account_type = 'dsp' and status <> 'inactive' and user_id in (table mine)
              union all
              select concat('amc ', amazon_account_id, ' ''', account_name, ''' ', region, ' ', marketplace_id, ' ', metadata ->> 'currency_code',
                ' ', metadata ->> 'timezone',
                            ' in ', metadata ->> 'country_code')
              from public.user_accounts where account_type = 'amc' and status <> 'inactive' and user_id in (table mine)
              union all
              select concat('manager ', manager_account_id, ' ''', name, ''' ', region, ' ', case when links_complete then 'True' else 'False' end)
              from public.manager_accounts where user_id in (table mine)
              union all
              select concat(case relationship_type when 'manager_link' then 'manager ' else 'agency ' end, parent_key,
                            case relationship_type when 'manager_link' then ' links ' else ' has ' end, child_key)
              from public.account_relationships where parent_key is not null and user_id in (table mine))
            """, person.Clerk.UserId);
        lines!.Length.ShouldBe(lines.Distinct().Count(), "something is stored twice");
        return new SortedSet<string>(lines, StringComparer.Ordinal);
    }

    public static void ShouldBe(SortedSet<string> stored, SortedSet<string> amazon, string when = "")
    {
        var missing = amazon.Except(stored).Take(20).Select(l => "missing: " + l);
        var extra = stored.Except(amazon).Take(20).Select(l => "extra:   " + l);
        string.Join('\n', missing.Concat(extra)).ShouldBeEmpty(when);
    }
}
