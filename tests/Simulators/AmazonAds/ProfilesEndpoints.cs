using System.Globalization;
using System.Text.Json;
using Accounts.Simulators.Control;
using Accounts.Simulators.Lwa;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>Regional profiles. A host returns only the profiles of its own region.</summary>
internal sealed class ProfilesEndpoints(AdsGate gate, AmazonWorlds worlds)
{
    private const int MostInOneAnswer = 5000; // Profiles 3.0, maxItems

    public async Task ListAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } grant) return;
        if (ProfileQuery.Read(context.Request.Query) is not { } query)
        {
            await AmazonErrors.GatewayAsync(context, StatusCodes.Status400BadRequest, "INVALID_ARGUMENT", "A query parameter has an unknown value");
            return;
        }

        context.Response.ContentType = MediaTypes.Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartArray();
        foreach (var profile in worlds.Of(grant.Login).Profiles(SimulatedRoute.RegionOf(context)).Where(query.Shows).Take(MostInOneAnswer))
            ProfileJson.Write(json, profile);
        json.WriteEndArray();
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not { } grant) return;
        if (!long.TryParse(context.Request.RouteValues["id"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || worlds.Of(grant.Login).FindProfile(SimulatedRoute.RegionOf(context), id) is not { } profile)
        {
            await AmazonErrors.GatewayAsync(context, StatusCodes.Status404NotFound, "NOT_FOUND", "Could not find the requested profile");
            return;
        }

        context.Response.ContentType = MediaTypes.Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        ProfileJson.Write(json, profile);
    }

    private async Task<Grant?> AdmitAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Json, withBody: false) is not { } grant) return null;
        if (grant.CoversAds) return grant;
        await AmazonErrors.GatewayAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "Not authorized to access this resource");
        return null;
    }
}
