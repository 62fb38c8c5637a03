using System.Text.Json;
using Accounts.Domain.Common;

namespace Accounts.Domain.Settings;

/// <summary>The preferences that a user has set. Each change increments <see cref="Version"/>, so that only one of two concurrent writers
/// succeeds.</summary>
public sealed class UserSettings
{
    private UserSettings()
    {
    }

    public Guid Id { get; private init; }

    public UserId UserId { get; private init; }

    /// <summary>Members by name. Those of an earlier version that this one does not know are kept.</summary>
    public JsonElement Preferences { get; private set; }

    public int Version { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public static UserSettings Empty(UserId user) => new() { Id = Guid.CreateVersion7(), UserId = user, Preferences = JsonElement.Parse("{}") };

    public void Store(JsonElement preferences, DateTimeOffset now)
    {
        Preferences = preferences;
        Version++;
        UpdatedAt = now;
    }
}
