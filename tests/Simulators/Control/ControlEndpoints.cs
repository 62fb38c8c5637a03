using Accounts.Simulators.AmazonAds;
using Accounts.Simulators.Clerk;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.Control;

/// <summary>The control API, which offers the functions of <see cref="SimulatorHost"/> to scripts.</summary>
internal static class ControlEndpoints
{
    public static void MapControl(this WebApplication app)
    {
        var control = app.MapGroup("/control").AddEndpointFilter(SayWhatIsWrong);
        control.MapGet("/health", () => new { status = "ok" });
        MapNetwork(control);
        MapAmazon(control);
        MapClerk(control);
        MapWorlds(control.MapGroup("/worlds/{login}"));
    }

    private static void MapNetwork(RouteGroupBuilder control)
    {
        control.MapPost("/faults", (Fault fault, FaultBoard board) => board.Plan(fault));
        control.MapDelete("/faults", (FaultBoard board) => board.ClearFaults());
        control.MapPut("/latency", (LatencyRequest request, FaultBoard board) =>
            board.Delay(request.Route, TimeSpan.FromMilliseconds(request.Milliseconds)));
        control.MapPut("/throttle", (ThrottleRequest request, FaultBoard board) => board.Limit(request.ToThrottle()));
        control.MapDelete("/throttle", (FaultBoard board) => board.ClearThrottles());
        control.MapGet("/calls", (CallLog log) => log.Read());
        control.MapDelete("/calls", (CallLog log) => log.Clear());
        control.MapPost("/clock", (ClockRequest request, SimulatorClock clock) =>
        {
            clock.Advance(TimeSpan.FromSeconds(request.AdvanceSeconds));
            return new { now = clock.GetUtcNow() };
        });
    }

    private static void MapAmazon(RouteGroupBuilder control)
    {
        control.MapPost("/grants/revoke", (LoginRequest request, Grants grants) => new { revoked = grants.Revoke(request.Login) });
        control.MapPost("/terms/accept", (TermsRequest request, TermsTokens terms) => new { accepted = terms.Accept(request.TermsToken) });
        control.MapPut("/lwa", (LwaBehaviour behaviour, Grants grants) => grants.Behaviour = behaviour);
    }

    private static void MapClerk(RouteGroupBuilder control)
    {
        control.MapPost("/clerk/token", (TokenRequest request, ClerkSimulator clerk) => clerk.Find(request.Person) is { } person
            ? Results.Ok(new { jwt = clerk.TokenFor(person, shape => Override(shape, request)) })
            : Results.NotFound());
        control.MapPost("/clerk/person", (ClerkSimulator clerk) => clerk.NewPerson());
        control.MapPut("/clerk/organization", (OrganizationRequest request, ClerkSimulator clerk) => clerk.Join(request)
            ? Results.Ok() : Results.NotFound());
        control.MapPost("/clerk/rotate-key", (RotationRequest? request, ClerkSimulator clerk) => clerk.RotateKey(request?.KeepOld ?? true));
    }

    private static void MapWorlds(RouteGroupBuilder world)
    {
        world.MapGet("", (string login, AmazonWorlds worlds) => new { login, worlds.Of(login).Size });
        world.MapGet("/accounts", (string login, AmazonWorlds worlds) => worlds.Of(login).Accounts);
        world.MapPut("/size", (string login, SizeRequest request, AmazonWorlds worlds) => worlds.Of(login).Resize(request.Size));
        world.MapPatch("/accounts", (string login, AccountRequest request, AmazonWorlds worlds) =>
            Edit(worlds.Of(login), request) ? Results.Ok() : Results.NotFound());
        world.MapPost("/accounts/remove", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { removed = worlds.Of(login).Remove(request.Ids) });
        world.MapPost("/accounts/restore", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { restored = worlds.Of(login).Restore(request.Ids) });
        world.MapGet("/registered", (string login, AmazonWorlds worlds) => worlds.Of(login).Registered);
        world.MapPut("/registrations", (string login, RegistrationOutcome outcome, AmazonWorlds worlds) =>
            worlds.Of(login).RegistrationOutcome = outcome);
        world.MapPut("/seats", (string login, SeatsBehaviour behaviour, AmazonWorlds worlds) => worlds.Of(login).Seats = behaviour);
        MapListings(world);
        MapCampaigns(world.MapGroup("/campaigns"));
        world.MapPost("/raw", (string login, RawRequest request, AmazonWorlds worlds) =>
            worlds.Of(login).AppendRaw(request.Account.GetRawText(), request.Page));
        world.MapDelete("/edits", (string login, AmazonWorlds worlds) => worlds.Of(login).ClearEdits());
    }

    private static void MapListings(RouteGroupBuilder world)
    {
        world.MapGet("/profiles", (string login, string region, AmazonWorlds worlds) => worlds.Of(login).Profiles(RegionOf(region)));
        world.MapPost("/profiles/remove", (string login, ProfileIdsRequest request, AmazonWorlds worlds) =>
            new { removed = worlds.Of(login).RemoveProfiles(request.Ids) });
        world.MapPost("/profiles/restore", (string login, ProfileIdsRequest request, AmazonWorlds worlds) =>
            new { restored = worlds.Of(login).RestoreProfiles(request.Ids) });
        world.MapGet("/managers", (string login, string region, AmazonWorlds worlds) => worlds.Of(login).Managers(RegionOf(region)));
        world.MapPost("/managers/remove", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { removed = worlds.Of(login).RemoveManagers(request.Ids) });
        world.MapPost("/managers/restore", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { restored = worlds.Of(login).RestoreManagers(request.Ids) });
        world.MapGet("/agencies", (string login, string region, AmazonWorlds worlds) => worlds.Of(login).Agencies(RegionOf(region)));
        world.MapGet("/agencies/{id:long}/advertisers", (string login, long id, AmazonWorlds worlds) => worlds.Of(login).Advertisers(id));
        world.MapPatch("/advertisers", (string login, AdvertiserRequest request, AmazonWorlds worlds) =>
            worlds.Of(login).RenameAdvertiser(request.Id, request.Name) ? Results.Ok() : Results.NotFound());
        world.MapPost("/advertisers/remove", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { removed = worlds.Of(login).RemoveAdvertisers(request.Ids) });
        world.MapPost("/advertisers/restore", (string login, IdsRequest request, AmazonWorlds worlds) =>
            new { restored = worlds.Of(login).RestoreAdvertisers(request.Ids) });
    }

    private static void MapCampaigns(RouteGroupBuilder campaigns)
    {
        campaigns.MapGet("", (string login, AmazonWorlds worlds) => worlds.Of(login).Campaigns.All);
        campaigns.MapPost("", (string login, CampaignRequest request, AmazonWorlds worlds) =>
            worlds.Of(login).Campaigns.Add(request.AdvertiserId, request.Content));
        campaigns.MapPatch("/{id}", (string login, string id, CampaignRequest request, AmazonWorlds worlds) =>
            worlds.Of(login).Campaigns.Change(request.AdvertiserId, id, request.Content) is { } changed ? Results.Ok(changed) : Results.NotFound());
        campaigns.MapPut("/behaviour", (string login, CampaignBehaviour behaviour, AmazonWorlds worlds) =>
        {
            var world = worlds.Of(login).Campaigns;
            (world.Delay, world.BeginsWithEmptyPage) = (TimeSpan.FromSeconds(behaviour.DelaySeconds), behaviour.BeginsWithEmptyPage);
            world.PageSize = behaviour.PageSize;
        });
    }

    private static AdsRegion RegionOf(string region) => Enum.Parse<AdsRegion>(region, ignoreCase: true);

    private static bool Edit(AmazonWorld world, AccountRequest request) =>
        (request.Name is null || world.Rename(request.Id, request.Name)) && (request.Status is null || world.SetStatus(request.Id, request.Status));

    private static void Override(ClerkTokenShape shape, TokenRequest request)
    {
        foreach (var (name, value) in request.Claims ?? [])
        {
            shape.Claims.Remove(name);
            if (value is not null) shape.Claims[name] = value.DeepClone();
        }
    }

    private static bool Join(this ClerkSimulator clerk, OrganizationRequest request)
    {
        if (clerk.Find(request.Person) is not { } person) return false;
        clerk.SetOrganization(person, request.Role is null ? null : new ClerkOrganization(request.Role, request.Permissions ?? []));
        return true;
    }

    private static async ValueTask<object?> SayWhatIsWrong(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ArgumentException exception)
        {
            return Results.BadRequest(new { error = exception.Message });
        }
    }
}
