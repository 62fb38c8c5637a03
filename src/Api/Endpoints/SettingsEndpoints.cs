using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Api.Http;
using Accounts.Api.OpenApi;
using Accounts.Api.RateLimiting;
using Accounts.Application.Common.Ports;
using Accounts.Application.Settings;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Domain.Settings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Accounts.Api.Endpoints;

internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings").LimitedReads();
        settings.MapGet("", Get).WithName("GetSettings").WithSummary("Get the preferences").ReturnsETag();
        settings.MapPatch("", Update).WithName("UpdateSettings").WithSummary("Change the given preferences").ReturnsETag()
            .Fails(SettingsErrors.Changed, SettingsErrors.UnusableDefault, EntityTag.Malformed, ConnectionErrors.ImpersonationRefused);
        settings.MapPost("/reset", Reset).WithName("ResetSettings").WithSummary("Give every preference its default").ReturnsETag()
            .Fails(ConnectionErrors.ImpersonationRefused);
        settings.MapGet("/defaults", Defaults).WithName("GetDefaultSettings").WithSummary("Get the default of every preference");
    }

    private static async Task<Results<Ok<SettingsView>, ProblemResult>> Get(IMediator mediator, CurrentUser user, HttpContext http,
        CancellationToken ct)
    {
        var result = await mediator.Send(new GetSettingsQuery(user.Id), ct);
        return Tagged(http, result);
    }

    private static async Task<Results<Ok<SettingsView>, ProblemResult>> Update(
        IMediator mediator, CurrentUser user, NewPreferences body, HttpContext http, CancellationToken ct,
        [FromHeader(Name = "If-Match")] string? ifMatch = null)
    {
        var expected = EntityTag.Optional(ifMatch);
        if (!expected.Succeeded) return expected.Error.ToProblem();

        var result = await mediator.Send(new UpdateSettingsCommand(user.Id, body.Preferences, expected.Value), ct);
        return Tagged(http, result);
    }

    private static async Task<Results<Ok<SettingsView>, ProblemResult>> Reset(IMediator mediator, CurrentUser user, HttpContext http,
        CancellationToken ct)
    {
        var result = await mediator.Send(new ResetSettingsCommand(user.Id), ct);
        return Tagged(http, result);
    }

    private static async Task<Results<Ok<SettingsView>, ProblemResult>> Defaults(IMediator mediator, CancellationToken ct)
    {
        var result = await mediator.Send(new GetDefaultSettingsQuery(), ct);
        return result.ToOk();
    }

    private static Results<Ok<SettingsView>, ProblemResult> Tagged(HttpContext http, Result<SettingsView> result)
    {
        if (result.Succeeded) EntityTag.Set(http, result.Value.Version);
        return result.ToOk();
    }

    /// <param name="Preferences">The preferences to change, by name; the others keep their values.</param>
    internal sealed record NewPreferences([property: JsonRequired] Dictionary<string, JsonElement> Preferences);
}
