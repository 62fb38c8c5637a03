using System.Globalization;
using System.Text.Json;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The DSP advertisers of one agency. The scope header must contain the agency's profile id.</summary>
internal sealed class AdvertisersEndpoints(AdsGate gate, AmazonWorlds worlds)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await AdmitAsync(context, GatewayAsync) is not var (world, agency)) return;
        if (AdvertiserQuery.Read(context.Request.Query, out var errors) is not { } query)
        {
            await AmazonErrors.DspAsync(context, StatusCodes.Status422UnprocessableEntity, "Validation Error", errors);
            return;
        }

        var page = world.Advertisers(agency.Id, query.StartIndex, query.Count, query.Ids);
        context.Response.ContentType = MediaTypes.Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteNumber("totalResults"u8, page.Total);
        json.WriteStartArray("response"u8);
        foreach (var advertiser in page.Advertisers) AdvertiserJson.Write(json, advertiser);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await AdmitAsync(context, DspAsync) is not var (world, agency)) return;
        var id = context.Request.RouteValues["id"] as string ?? "";
        if (!AdvertiserQuery.IsId(id))
        {
            var error = new DspError("DSP_INVALID_PATH_PARAM", "advertiserId", "AdvertiserId must be a valid numeric id.");
            await AmazonErrors.DspAsync(context, StatusCodes.Status422UnprocessableEntity, "Validation Error", [error]);
        }
        else if (world.FindAdvertiser(agency.Id, id) is not { } advertiser)
        {
            await AmazonErrors.DspAsync(context, StatusCodes.Status404NotFound, "Resource Not Found");
        }
        else
        {
            context.Response.ContentType = MediaTypes.Json;
            await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
            AdvertiserJson.Write(json, advertiser);
        }
    }

    private async Task<(AmazonWorld World, WorldProfile Agency)?> AdmitAsync(HttpContext context, Func<HttpContext, string, Task> refuseScope)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Json, withBody: false, RefuseAsync) is not { } grant) return null;
        var world = worlds.Of(grant.Login);
        var scope = CallEntry.Of(context).Scope;
        if (!grant.CoversAds) await AmazonErrors.DspAsync(context, StatusCodes.Status403Forbidden, "Forbidden");
        else if (string.IsNullOrEmpty(scope)) await refuseScope(context, "Scope header is missing");
        else if (AgencyOf(context, world, scope) is not { } agency) await refuseScope(context, $"Not authorized to access scope {scope}");
        else return (world, agency);
        return null;
    }

    private static WorldProfile? AgencyOf(HttpContext context, AmazonWorld world, string scope) =>
        long.TryParse(scope, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && world.FindProfile(SimulatedRoute.RegionOf(context), id) is { Type: "agency", SubType: null } agency ? agency : null;

    private static Task RefuseAsync(HttpContext context) =>
        AmazonErrors.DspAsync(context, StatusCodes.Status401Unauthorized, "Unauthenticated Request");

    // Recorded traffic has the gateway's format for a scope that is refused, and the document has the DSP's: the list uses one, the lookup the other
    private static Task GatewayAsync(HttpContext context, string details) =>
        AmazonErrors.GatewayAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", details);

    private static Task DspAsync(HttpContext context, string message) => AmazonErrors.DspAsync(context, StatusCodes.Status401Unauthorized, message);
}
