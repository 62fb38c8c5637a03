using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.DspCampaigns;

public sealed class CampaignOwnershipTests(CampaignsWorld world) : IClassFixture<CampaignsWorld>
{
    [Fact]
    public async Task An_advertiser_of_another_user_and_one_that_does_not_exist_are_refused_alike()
    {
        using var client = await world.StartAsync();
        using var other = await world.ConnectedAsync("fabrikam");
        var id = (await client.CreatedAsync()).Text("campaign_id")!;

        foreach (var advertiser in new[] { client.Advertiser, "123456789" })
        {
            var path = $"/api/v1/accounts/dsp/{advertiser}/campaigns";
            ApiAnswer[] answers =
            [
                await other.GetAsync(path), await other.GetAsync($"{path}?live=true"), await other.GetAsync($"{path}/{id}"),
                await other.SendAsync(HttpMethod.Post, path, client.Body()), await other.SendAsync(HttpMethod.Patch, $"{path}/{id}", "{}"),
                await other.SendAsync(HttpMethod.Put, $"{path}/{id}", client.Body()),
            ];
            foreach (var answer in answers) (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "dsp.not_your_advertiser"));
        }
    }

    [Fact]
    public async Task A_malformed_id_and_an_account_that_is_no_advertiser_are_refused()
    {
        using var client = await world.StartAsync();
        await world.Database.Owner.ExecuteAsync(
            """
            update public.user_accounts set amazon_account_id = '4711' where id = (
              select min(id::text)::uuid from public.user_accounts where user_id = $1 and account_type = 'advertising')
            """,
            await world.UserIdAsync(client.Person));

        (await client.Person.GetAsync("/api/v1/accounts/dsp/12a/campaigns")).Code.ShouldBe("request.malformed");
        (await client.Person.GetAsync($"{client.Path}/a%20b")).Code.ShouldBe("request.malformed");
        var answer = await client.Person.GetAsync("/api/v1/accounts/dsp/4711/campaigns");
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "account.not_found"));
    }

    [Fact]
    public async Task A_campaign_of_another_advertiser_is_not_found()
    {
        using var client = await world.StartAsync();
        using var other = await world.StartAsync();
        var id = (await client.CreatedAsync()).Text("campaign_id")!;
        var path = $"/api/v1/accounts/dsp/{other.Advertiser}/campaigns/{id}";

        (await client.Person.GetAsync(path)).Code.ShouldBe("campaign.not_found");
        (await client.Person.SendAsync(HttpMethod.Patch, path, """{"name":"x"}""")).Code.ShouldBe("campaign.not_found");
    }

    [Fact]
    public async Task Amazons_refusal_an_invalid_grant_and_impersonation_have_codes_of_their_own()
    {
        using var client = await world.StartAsync();
        await client.ListAsync();
        world.Amazon.Inject(new Fault { Route = Routes.QueryCampaigns, Kind = FaultKind.Status, Status = 403, Times = 1 });
        var denied = await client.Person.GetAsync($"{client.Path}?live=true");
        (denied.Status, denied.Code).ShouldBe((HttpStatusCode.Forbidden, "dsp.access_denied"));

        var impersonated = await client.Person.SendAsync(
            HttpMethod.Post, client.Path, client.Body(), token: t => t.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" });
        impersonated.Code.ShouldBe("connection.impersonation_refused");

        await world.Database.Owner.ExecuteAsync(
            "update public.oauth_tokens set status = 'needs_reauth' where user_id = $1", await world.UserIdAsync(client.Person));
        var invalid = await client.CreateAsync();
        (invalid.Status, invalid.Code).ShouldBe((HttpStatusCode.Unauthorized, "connection.reauthorization_required"));
        (await client.ListAsync()).ShouldBeEmpty(); // stored rows need no grant
    }

    [Fact]
    public async Task The_routes_need_the_feature_and_changes_the_permission()
    {
        using var client = await world.StartAsync();
        var off = await world.StartInstanceAsync(("Features:DspCampaigns", "false"));
        var reserved = await world.StartInstanceAsync(("Permissions:ChangeCampaigns:0", "org:admin"));

        (await client.Person.GetAsync(client.Path, off)).Code.ShouldBe("feature.disabled");
        var answer = await client.CreateAsync(instance: reserved);
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "permission.missing"));
        (await client.ChangeAsync(HttpMethod.Put, "1", client.Body(), instance: reserved)).Code.ShouldBe("permission.missing");
        (await client.ListAsync(instance: reserved)).ShouldBeEmpty();
    }
}
