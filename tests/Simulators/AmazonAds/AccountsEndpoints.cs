using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>Global ads accounts. All regional hosts return the same response.</summary>
internal sealed class AccountsEndpoints(AdsGate gate, AmazonWorlds worlds, SimulatorOptions options)
{
    public async Task ListAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.ListAccounts, withBody: true) is not { } grant) return;
        if (!grant.CoversAds)
        {
            await AmazonErrors.ListAsync(context, StatusCodes.Status403Forbidden, "ACCESS_DENIED",
                "User does not have sufficient access to perform this action.");
            return;
        }

        using var body = await ListRequest.ParseAsync(context.Request, context.RequestAborted);
        if (body is null)
        {
            await AmazonErrors.UnreadableAsync(context);
            return;
        }

        var (request, error) = ListRequest.Read(body.RootElement);
        var token = request switch
        {
            null => null,
            { NextToken: null } => PageToken.First,
            _ => PageToken.Open(request.NextToken, grant.Login, request.MaxResults),
        };
        if (token is null)
        {
            await AmazonErrors.ListAsync(context, StatusCodes.Status400BadRequest, "INVALID_INPUT",
                error ?? "nextToken is not valid for this request");
        }
        else
        {
            await WritePageAsync(context, grant.Login, request!.MaxResults, token);
        }
    }

    public async Task GetAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Account, withBody: false) is not { } grant) return;
        var id = context.Request.RouteValues["id"] as string ?? "";
        if (!grant.CoversAds)
            await AmazonErrors.MessageAsync(context, StatusCodes.Status403Forbidden, "User does not have sufficient access to perform this action.");
        else if (!id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-'))
            await AmazonErrors.MessageAsync(context, StatusCodes.Status400BadRequest, "The advertising account id is not valid.");
        else if (worlds.Of(grant.Login).Find(id) is not { } account)
            await AmazonErrors.MessageAsync(context, StatusCodes.Status404NotFound, "Advertising account not found.");
        else await WriteAccountAsync(context, account);
    }

    private async Task WritePageAsync(HttpContext context, string login, int maxResults, PageToken token)
    {
        var page = worlds.Of(login).Page(token.Index, token.Number, maxResults);
        context.Response.ContentType = MediaTypes.ListAccounts;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteStartArray("adsAccounts"u8);
        foreach (var account in page.Accounts) AccountJson.Write(json, account);
        foreach (var raw in page.Raw) json.WriteRawValue(raw, skipInputValidation: true);
        json.WriteEndArray();
        if (page.Next is { } next)
            json.WriteString("nextToken"u8, new PageToken(next, token.Number + 1).Seal(login, maxResults, options.PageTokenLength));
        json.WriteEndObject();
    }

    private static async Task WriteAccountAsync(HttpContext context, WorldAccount account)
    {
        context.Response.ContentType = MediaTypes.Account;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WritePropertyName("adsAccount"u8);
        AccountJson.Write(json, account);
        json.WriteEndObject();
    }
}
