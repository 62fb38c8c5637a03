using Accounts.Application.DspCampaigns;
using Accounts.Application.Profiles;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Accounts.Domain.Registration;

namespace Accounts.ContractTests;

/// <summary>Each operation that the service uses, against Amazon's documents.</summary>
public sealed class OperationTests(ServiceAdapters amazon) : IClassFixture<ServiceAdapters>
{
    /// <summary>Documented operations that the service does not call, and why.</summary>
    private static readonly Dictionary<string, string> NotCalled = new(StringComparer.Ordinal)
    {
        ["GET /v2/profiles/{profileId}"] = "the list contains every profile",
        ["POST /termsTokens"] = "the document recommends to register without a terms token",
        ["GET /termsTokens/{termsToken}"] = "the document recommends to register without a terms token",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_and_every_response_agrees_with_the_documents()
    {
        foreach (var region in Enum.GetValues<Region>())
        {
            await ReadAccountsAsync(region);
            await ReadProfilesAndAdvertisersAsync(region);
            (await amazon.Managers.ListAsync(region, amazon.Login, Ct)).Succeeded.ShouldBeTrue();
        }

        (await amazon.Registration.RegisterAsync(Region.EU, amazon.Login,
            new RegistrationRequest("A1PA6795UKMFR9", "A6D", RegistrationAssociation.Seller, "Haven Hotel"), Ct)).Succeeded.ShouldBeTrue();

        amazon.Contract.Violations.ShouldBeEmpty();
        amazon.Contract.OperationsWithoutCalls.Except(NotCalled.Keys, StringComparer.Ordinal).ShouldBeEmpty();
    }

    private async Task ReadAccountsAsync(Region region)
    {
        string? cursor = null;
        do
        {
            var page = await amazon.Accounts.ListAsync(region, amazon.Login, cursor, 100, Ct);
            page.Succeeded.ShouldBeTrue();
            cursor = page.Value.Cursor;
        }
        while (cursor is not null);

        (await amazon.Accounts.GetAsync(region, amazon.Login, amazon.World.Accounts.First().Id, Ct)).Succeeded.ShouldBeTrue();
        (await amazon.Accounts.GetAsync(region, amazon.Login, "amzn1.ads-account.g.unknown", Ct)).Succeeded.ShouldBeFalse();
    }

    private async Task ReadProfilesAndAdvertisersAsync(Region region)
    {
        foreach (var access in Enum.GetValues<ProfileAccess>())
            (await amazon.Profiles.ListAsync(region, amazon.Login, access, Ct)).Succeeded.ShouldBeTrue();

        var profiles = await amazon.Profiles.ListAsync(region, amazon.Login, ProfileAccess.View, Ct);
        foreach (var agency in profiles.Value.Profiles.Where(p => p.IsDspEntity))
        {
            var page = await amazon.Advertisers.ListAsync(region, amazon.Login, agency.Id, 0, Ct);
            page.Succeeded.ShouldBeTrue();
            (await amazon.Advertisers.GetAsync(region, amazon.Login, agency.Id, page.Value.Advertisers[0].Id, Ct)).Succeeded.ShouldBeTrue();
            (await amazon.Advertisers.GetAsync(region, amazon.Login, agency.Id, "1", Ct)).Succeeded.ShouldBeFalse();
            await ChangeCampaignsAsync(region, page.Value.Advertisers[0].Id);
        }
    }

    private async Task ChangeCampaignsAsync(Region region, string advertiser)
    {
        var now = TimeProvider.System.GetUtcNow();
        var flight = new CampaignFlight(null, "First", now.AddDays(1), now.AddDays(30), 1_000.50m);
        var request = new NewCampaign("Spring", "USD", "US", null, "REACH", 1.5m, "SPEND_BUDGET_IN_FULL", Activate: false) { Flights = [flight] };
        var created = await CampaignAsync(amazon.Campaigns.CreateAsync(region, amazon.Login, advertiser, request, Ct));
        (await amazon.Campaigns.CreateAsync(region, amazon.Login, advertiser, request with { Name = "refused" }, Ct)).Value
            .ShouldBeOfType<CampaignAnswer.Refused>();

        var flights = created.Details.Flights.Append(flight with { Start = now.AddDays(31), End = now.AddDays(40) }).ToArray();
        var change = new CampaignChange(
            created.CampaignId, "Summer", "ENABLED", "PRIORITIZE_KPI_TARGET", "ROAS", ClearsKpiValue: true, Flights: flights);
        var changed = await CampaignAsync(amazon.Campaigns.UpdateAsync(region, amazon.Login, advertiser, change, Ct));

        var found = await amazon.Campaigns.QueryAsync(
            region, amazon.Login, advertiser, new CampaignFilter(CampaignWords.StateGroups[0], created.CampaignId), Ct);
        found.Value.Campaigns.ShouldHaveSingleItem().ShouldBe(changed);
        (changed.Details.Flights.Count, changed.Details.Flights[0].FlightId).ShouldBe((2, created.Details.Flights[0].FlightId));
        changed.Shows(change).ShouldBeTrue();
    }

    private static async Task<AmazonCampaign> CampaignAsync(Task<Result<CampaignAnswer>> answer) =>
        (await answer).Value.ShouldBeOfType<CampaignAnswer.Stored>().Campaign;
}
