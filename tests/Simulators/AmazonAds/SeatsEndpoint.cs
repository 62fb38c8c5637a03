using System.Text.Json;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.Simulators.AmazonAds;

/// <summary>The exchange seats of one DSP advertiser. <c>Amazon-Ads-AccountId</c> names it. No document describes the call.</summary>
internal sealed class SeatsEndpoint(AdsGate gate, AmazonWorlds worlds)
{
    private const string NoParent = "NO_PARENT_ENTITY_ID_OR_ADVERTISER_ID_FOR_ADVERTISER_CONTEXT";

    private const string NoParentMessage =
        "When calling as an advertiser 'parentEntityId' header must be provided along with 'Amazon-Ads-AccountId', with advertiserId";

    private static readonly string[] Exchanges =
        ["Google Ad Manager", "Amazon Publisher Services", "Index Exchange", "Magnite", "OpenX", "PubMatic", "Xandr", "TripleLift"];

    public async Task ListAsync(HttpContext context)
    {
        if (await gate.AdmitAsync(context, MediaTypes.Json, withBody: true, refuse: RefuseAsync) is not { } grant) return;

        using var body = await ListRequest.ParseAsync(context.Request, context.RequestAborted);
        if (body is null) await AmazonErrors.UnreadableAsync(context);
        else if (!grant.CoversAds) await AmazonErrors.DspAsync(context, StatusCodes.Status403Forbidden, "Forbidden");
        else await AnswerAsync(context, worlds.Of(grant.Login), body.RootElement);
    }

    private static async Task AnswerAsync(HttpContext context, AmazonWorld world, JsonElement body)
    {
        var (headers, scope, behaviour) = (context.Request.Headers, CallEntry.Of(context).Scope, world.Seats);
        var id = headers["Amazon-Ads-AccountId"].ToString();
        var agencies = world.Agencies(SimulatedRoute.RegionOf(context)).Where(a => world.FindAdvertiser(a.Id, id) is not null).ToArray();
        var (request, error) = SeatsRequest.Read(body, world.Login, id);
        if (id.Length == 0) await AmazonErrors.DspAsync(context, StatusCodes.Status400BadRequest, "Amazon-Ads-AccountId is missing");
        else if (agencies.Length == 0 || behaviour.IsDenied) await AmazonErrors.DspAsync(context, StatusCodes.Status403Forbidden, "Forbidden");
        else if (scope is not null && (behaviour.RefusesProfile || agencies.All(a => $"{a.Id}" != scope)))
            await AmazonErrors.GatewayAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHORIZED", $"Not authorized to access scope {scope}");
        else if (behaviour.IsStrict && agencies.All(a => a.AccountInfoId != headers["parentEntityId"].ToString()))
            await AmazonErrors.ManagersAsync(context, StatusCodes.Status400BadRequest, NoParent, NoParentMessage);
        else if (request is null) await AmazonErrors.DspAsync(context, StatusCodes.Status400BadRequest, error!);
        else await WriteAsync(context, request, behaviour, id);
    }

    private static async Task WriteAsync(HttpContext context, SeatsRequest request, SeatsBehaviour behaviour, string advertiser)
    {
        var matching = SeatsOf(advertiser, behaviour).Where(s => request.Exchanges is null || request.Exchanges.Contains(s.ExchangeId)).ToArray();
        var size = Math.Min(request.MaxResults, behaviour.PageSize);
        var page = matching.Skip(request.Start.Index).Take(size).ToArray();
        var next = request.Start.Index + page.Length;

        context.Response.ContentType = MediaTypes.Json;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.Writing);
        json.WriteStartObject();
        json.WriteStartArray("advertiserSeats"u8);
        if (page.Length > 0) Write(json, advertiser, page, behaviour.EntryFault);
        json.WriteEndArray();
        if (next < matching.Length)
            json.WriteString("nextToken"u8, new PageToken(next, request.Start.Number + 1).Seal(request.Binding, request.MaxResults, 0));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string advertiser, IEnumerable<WorldSeat> seats, SeatEntryFault fault)
    {
        json.WriteStartObject();
        if (fault == SeatEntryFault.NullId) json.WriteNull("advertiserId"u8);
        else if (fault != SeatEntryFault.WithoutId) json.WriteString("advertiserId"u8, fault == SeatEntryFault.IdOfAnother ? "1" : advertiser);
        if (fault == SeatEntryFault.NullSeats) json.WriteNull("currentSeats"u8);
        else if (fault != SeatEntryFault.WithoutSeats) WriteSeats(json, seats);
        json.WriteEndObject();
    }

    private static void WriteSeats(Utf8JsonWriter json, IEnumerable<WorldSeat> seats)
    {
        json.WriteStartArray("currentSeats"u8);
        foreach (var seat in seats)
        {
            json.WriteStartObject();
            json.WriteString("exchangeId"u8, seat.ExchangeId);
            json.WriteString("exchangeName"u8, seat.ExchangeName);
            if (seat.DealCreationId is not null) json.WriteString("dealCreationId"u8, seat.DealCreationId);
            if (seat.SpendTrackingId is null) json.WriteNull("spendTrackingId"u8);
            else json.WriteString("spendTrackingId"u8, seat.SpendTrackingId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Every fourth seat lacks one of its ids.</summary>
    internal static IEnumerable<WorldSeat> SeatsOf(string advertiser, SeatsBehaviour behaviour) =>
        Enumerable.Range(1, behaviour.Exchanges).Select(n => new WorldSeat($"{n}", n <= Exchanges.Length ? Exchanges[n - 1] : $"Exchange {n}",
            n % 4 == 2 ? null : $"DEAL-{advertiser}-{n}-{behaviour.Edition}", n % 4 == 3 ? null : $"TRACK-{advertiser}-{n}-{behaviour.Edition}"));

    private static Task RefuseAsync(HttpContext context) =>
        AmazonErrors.DspAsync(context, StatusCodes.Status401Unauthorized, "Unauthenticated Request");
}
