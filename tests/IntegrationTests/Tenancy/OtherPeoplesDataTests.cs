using System.Net;
using Accounts.IntegrationTests.DspSeats;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Hostile;
using Accounts.IntegrationTests.Registration;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Tenancy;

/// <summary>Requests every route as another user, with the ids of a person who has rows of every kind.</summary>
[Trait("Route", "pooler")]
public sealed class OtherPeoplesDataTests(SmallWholeWorld world) : IClassFixture<SmallWholeWorld>
{
    /// <summary>Members of a body that can contain an id.</summary>
    private static readonly string[] BodyMembers = ["connection_id", "account_id", "account_ids", "accountIds", "user_id", "sync_id"];

    [Fact]
    public async Task No_route_shows_or_changes_data_of_another_user()
    {
        using var owner = world.NewPerson();
        using var intruder = world.NewPerson();
        await owner.ConnectAndSyncAsync("northwind");
        await owner.EndOfAsync(await owner.RegisterAsync("Haven Hotel"));
        var northwind = world.Amazon.World("northwind");
        foreach (var advertiser in northwind.Advertisers(northwind.Agencies(AdsRegion.Na).First().Id)) await owner.ReadAsync(advertiser.Id);
        await intruder.ConnectAndSyncAsync("contoso");
        var belongings = await Belongings.OfAsync(world, owner);
        var before = await belongings.ChecksumAsync();

        foreach (var route in Route.All(world).Where(r => !r.IsOpen))
        {
            foreach (var id in belongings.IdsFor(route))
            {
                foreach (var (path, body) in Attempts(route, id))
                {
                    var answer = await intruder.SendAsync(new HttpMethod(route.Method), path, body);

                    belongings.ShouldNotBeIn(answer.Text, $"{route.Name} with {path} {body}");
                    ((int)answer.Status).ShouldBeLessThan(500, $"{route.Name} with {path} {body}: {answer.Text}");
                    if (!route.HasParameters) continue;
                    if (body == route.SaneBody)
                        answer.Status.ShouldBeOneOf([HttpStatusCode.NotFound, HttpStatusCode.Forbidden], $"{route.Name} with {path}");
                    else ((int)answer.Status).ShouldBeGreaterThanOrEqualTo(400, $"{route.Name} with {path} {body}");
                }
            }
        }

        (await belongings.ChecksumAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_owner_can_access_the_same_ids()
    {
        using var owner = world.NewPerson();
        await owner.ConnectAndSyncAsync("northwind");
        var belongings = await Belongings.OfAsync(world, owner);

        var found = 0;
        foreach (var route in Route.All(world).Where(r => r is { IsOpen: false, HasParameters: true, Method: "GET" }))
        {
            foreach (var id in belongings.IdsFor(route))
                found += (await owner.GetAsync(route.With(id))).Status == HttpStatusCode.OK ? 1 : 0;
        }

        found.ShouldBeGreaterThanOrEqualTo(3); // otherwise the test above proves nothing
    }

    private static IEnumerable<(string Path, string? Body)> Attempts(Route route, string id)
    {
        var path = route.With(id);
        yield return (path, route.SaneBody);
        yield return ($"{path}?connection_id={id}&connection={id}&account_id={id}&user_id={id}&search={id}", route.SaneBody);
        if (route.Method is "GET" or "DELETE") yield break;

        yield return (path, null);
        foreach (var member in BodyMembers.Concat(route.Operation.Body).Except(RandomRequests.Kept))
        {
            yield return (path, $$"""{"{{member}}":"{{id}}"}""");
            yield return (path, $$"""{"{{member}}":["{{id}}"]}""");
        }
    }
}
