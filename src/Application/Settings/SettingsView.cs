using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Accounts.Application.Common;
using Accounts.Domain.Settings;

namespace Accounts.Application.Settings;

/// <summary>The settings of a user, with the default of each preference that the user has not set.</summary>
public sealed record SettingsView(Preferences Preferences)
{
    /// <summary>Depends on the content only, because a preference may change without a change of the stored settings: the default account.</summary>
    [JsonIgnore]
    public int Version => BinaryPrimitives.ReadInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(StoredJson.Write(Preferences)))) & int.MaxValue;

    internal static SettingsView Defaults { get; } = Of(JsonElement.Parse("{}"), defaultAccount: null);

    internal static SettingsView Of(JsonElement stored, Guid? defaultAccount)
    {
        var values = Preference.All.ToDictionary(p => p.Name, p => p.Name == Preference.DefaultAccount ? p.Default : p.ValueIn(stored),
            StringComparer.Ordinal);
        return new SettingsView(StoredJson.Read<Preferences>(StoredJson.Write(values)) with { DefaultAccountId = defaultAccount });
    }
}

/// <summary>All preferences, as they are returned.</summary>
public sealed record Preferences(
    bool NotificationsEnabled,
    bool EmailNotifications,
    bool AutoRefreshTokens,
    int RefreshIntervalHours,
    Guid? DefaultAccountId,
    string DashboardLayout,
    int ItemsPerPage,
    string Timezone,
    string DateFormat,
    string TimeFormat,
    string Theme,
    bool ShowExpiredAccounts,
    bool ShowDisconnectedAccounts,
    bool AutoExpandDetails,
    bool EnableKeyboardShortcuts);
