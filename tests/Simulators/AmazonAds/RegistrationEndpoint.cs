using System.Text.Json;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>Registers an ads account. The call has no idempotency key: each accepted call creates an account.</summary>
internal sealed class RegistrationEndpoint(AdsGate gate, AmazonWorlds worlds, TermsTokens terms)
{
    public async Task RegisterAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Json, withBody: true, sent: MediaTypes.RegisterAccount) is not { } grant) return;
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

        var (request, error) = RegistrationRequest.Read(body.RootElement);
        if (request?.TermsToken is { } token && !terms.Redeem(token, grant.Login)) (request, error) = (null, "termsToken is not valid");
        if (request is null) await AmazonErrors.ListAsync(context, StatusCodes.Status400BadRequest, "INVALID_INPUT", error!);
        else await AnswerAsync(context, worlds.Of(grant.Login).Register(request.Name, request.Country));
    }

    /// <summary>The short form of an account: without countries, alternate ids and errors.</summary>
    private static async Task AnswerAsync(HttpContext context, WorldAccount account)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.ContentType = MediaTypes.Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteStartObject("adsAccount"u8);
        json.WriteString("adsAccountId"u8, account.Id);
        json.WriteString("accountName"u8, account.Name);
        json.WriteString("status"u8, account.Status);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
