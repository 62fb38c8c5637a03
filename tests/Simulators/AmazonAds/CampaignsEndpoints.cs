using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>DSP campaigns through the unified API. The account header must contain the advertiser's id.</summary>
internal sealed class CampaignsEndpoints(AdsGate gate, AmazonWorlds worlds)
{
    public async Task QueryAsync(HttpContext context)
    {
        if (await AdmitAsync(context) is not var (world, advertiser, body)) return;
        if (CampaignQuery.Read(body) is not { } query)
        {
            await AmazonErrors.UnreadableAsync(context);
            return;
        }

        var (start, offset) = world.Campaigns.BeginsWithEmptyPage && query.Start == 0 ? (0, 1) : (Math.Max(0, query.Start - 1), 0);
        if (!world.Campaigns.BeginsWithEmptyPage) (start, offset) = (query.Start, 0);
        var found = world.Campaigns.Visible(advertiser).Where(query.Matches).ToArray();
        var size = Math.Min(query.MaxResults, world.Campaigns.PageSize);
        var page = offset > 0 ? [] : found.Skip(start).Take(size).ToArray();
        var next = offset > 0 ? 1 : query.Start + page.Length;
        var answer = new JsonObject { ["campaigns"] = new JsonArray([.. page.Select(c => c.Content.DeepClone())]) };
        if (offset > 0 || start + page.Length < found.Length) answer["nextToken"] = next.ToString(CultureInfo.InvariantCulture);
        await WriteAsync(context, StatusCodes.Status200OK, answer);
    }

    public Task CreateAsync(HttpContext context) => WriteAllAsync(context, (world, advertiser, item) =>
        CampaignCheck.OfNew(item) is { } error ? (null, error) : (world.Campaigns.Add(advertiser, item), null));

    public Task UpdateAsync(HttpContext context) => WriteAllAsync(context, (world, advertiser, item) =>
    {
        if (CampaignCheck.OfChange(item) is { } error) return (null, error);
        var change = (JsonObject)item.DeepClone();
        change.Remove("campaignId");
        return world.Campaigns.Change(advertiser, (string)item["campaignId"]!, change) is { } changed
            ? (changed, null) : (null, new CampaignError("RESOURCE_ID_NOT_FOUND", "The campaign does not exist.", "campaignId"));
    });

    /// <summary>Items succeed and fail independently.</summary>
    private async Task WriteAllAsync(HttpContext context, Func<AmazonWorld, string, JsonObject, (WorldCampaign? Done, CampaignError? Error)> write)
    {
        if (await AdmitAsync(context) is not var (world, advertiser, body)) return;
        if (body["campaigns"] is not JsonArray { Count: >= 1 and <= 5 } items || items.Any(i => i is not JsonObject))
        {
            await AmazonErrors.ManagersAsync(context, StatusCodes.Status400BadRequest, "BAD_REQUEST", "campaigns must have 1 to 5 items");
            return;
        }

        JsonArray success = [], errors = [];
        for (var i = 0; i < items.Count; i++)
        {
            var (done, error) = write(world, advertiser, items[i]!.AsObject());
            if (done is not null) success.Add(new JsonObject { ["index"] = i, ["campaign"] = done.Content.DeepClone() });
            else errors.Add(new JsonObject { ["index"] = i, ["errors"] = new JsonArray(error!.ToJson(i)) });
        }

        await WriteAsync(context, StatusCodes.Status207MultiStatus, new JsonObject { ["success"] = success, ["error"] = errors });
    }

    private async Task<(AmazonWorld World, string Advertiser, JsonObject Body)?> AdmitAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Json, withBody: true, UnauthorizedAsync, isUnified: true) is not { } grant) return null;
        var world = worlds.Of(grant.Login);
        var advertiser = context.Request.Headers["Amazon-Ads-AccountId"].ToString();
        if (!grant.CoversAds || !world.HasAdvertiser(advertiser))
        {
            await AmazonErrors.ManagersAsync(context, StatusCodes.Status403Forbidden, "FORBIDDEN", "Not authorized to access the account");
            return null;
        }

        using var body = await ListRequest.ParseAsync(context.Request, context.RequestAborted);
        if (body?.RootElement.ValueKind == JsonValueKind.Object) return (world, advertiser, JsonObject.Create(body.RootElement.Clone())!);
        await AmazonErrors.UnreadableAsync(context);
        return null;
    }

    private static Task UnauthorizedAsync(HttpContext context) =>
        AmazonErrors.ManagersAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", "Unauthorized");

    private static Task WriteAsync(HttpContext context, int status, JsonObject answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, Json.Options, MediaTypes.Json, context.RequestAborted);
    }
}
