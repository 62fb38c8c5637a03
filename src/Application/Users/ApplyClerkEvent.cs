using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Users;

/// <summary>Applies a Clerk webhook event whose signature has been verified.</summary>
/// <param name="DeliveryId">The same on every redelivery.</param>
public sealed record ApplyClerkEventCommand(string DeliveryId, JsonElement Event) : ICommand<AppliedClerkEvent>
{
    public static readonly Error Unreadable =
        new(ErrorKind.Malformed, "webhook.unreadable", "The event does not have the shape that Clerk documents.");
}

public sealed record AppliedClerkEvent(string Status, string Message, string EventType)
{
    /// <summary>The Clerk id of a deleted user, so that caches can remove it. Not part of the response.</summary>
    [JsonIgnore]
    public string? DeletedUser { get; init; }
}

internal sealed class ApplyClerkEventHandler(IUserDirectory users) : ICommandHandler<ApplyClerkEventCommand, AppliedClerkEvent>
{
    private const int NameMaxLength = 100;
    private const int OtherMaxLength = 2000;

    public async Task<Result<AppliedClerkEvent>> Handle(ApplyClerkEventCommand command, CancellationToken ct)
    {
        if (Name(command.Event, "type") is not { } type) return ApplyClerkEventCommand.Unreadable;
        if (type is not ("user.created" or "user.updated" or "user.deleted")) return new AppliedClerkEvent("success", "Nothing to do.", type);
        if (!command.Event.TryGetProperty("data", out var user) || Name(user, "id") is not { } id) return ApplyClerkEventCommand.Unreadable;

        var isNew = await users.ApplyAsync(new ClerkUserEvent(command.DeliveryId, type, id, ChangedAt(command.Event, user), PrimaryEmail(user),
            Text(user, "first_name", NameMaxLength), Text(user, "last_name", NameMaxLength), Text(user, "image_url", OtherMaxLength)), ct);
        return new AppliedClerkEvent("success", isNew ? "Applied." : "Had been applied before.", type)
        {
            DeletedUser = type == "user.deleted" ? id : null,
        };
    }

    /// <summary>The user's time of change, or the event's, in milliseconds since 1970.</summary>
    private static DateTimeOffset ChangedAt(JsonElement delivered, JsonElement user)
    {
        var milliseconds = Number(user, "updated_at") ?? Number(delivered, "timestamp") ?? 0;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, 253_402_300_799_000));
    }

    /// <summary>A user has any number of addresses. The primary address id may match none of them.</summary>
    private static string? PrimaryEmail(JsonElement user)
    {
        if (StoredJson.Text(user, "primary_email_address_id") is not { } primary) return null;
        if (!user.TryGetProperty("email_addresses", out var addresses) || addresses.ValueKind != JsonValueKind.Array) return null;

        return addresses.EnumerateArray().Where(a => StoredJson.Text(a, "id") == primary).Select(a => Text(a, "email_address", OtherMaxLength))
            .FirstOrDefault();
    }

    private static long? Number(JsonElement element, string member) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out var number) ? number : null;

    /// <summary>A type or an id: nothing may be removed from it, because it would become another one.</summary>
    private static string? Name(JsonElement element, string member) =>
        StoredJson.Text(element, member) is { Length: > 0 and <= NameMaxLength } name && CleanText.IsClean(name) ? name : null;

    private static string? Text(JsonElement element, string member, int maxLength) =>
        StoredJson.Text(element, member) is { } text ? CleanText.Of(text, maxLength) : null;
}
