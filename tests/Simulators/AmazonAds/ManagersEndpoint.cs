using System.Text.Json;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>Regional manager accounts, all in one response.</summary>
internal sealed class ManagersEndpoint(AdsGate gate, AmazonWorlds worlds)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Managers, withBody: false, RefuseAsync) is not { } grant) return;
        if (!grant.CoversAds)
        {
            await AmazonErrors.ManagersAsync(context, StatusCodes.Status403Forbidden, "FORBIDDEN", "User does not have access to manager accounts");
            return;
        }

        context.Response.ContentType = MediaTypes.Managers;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteStartArray("managerAccounts"u8);
        foreach (var manager in worlds.Of(grant.Login).Managers(SimulatedRoute.RegionOf(context))) ManagerJson.Write(json, manager);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Task RefuseAsync(HttpContext context) =>
        AmazonErrors.ManagersAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "User is not authenticated");
}
