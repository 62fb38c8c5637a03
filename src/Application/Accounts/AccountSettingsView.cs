using System.ComponentModel.DataAnnotations;
using Accounts.Domain.Accounts;

namespace Accounts.Application.Accounts;

/// <summary>The settings of an account as they are read and replaced.</summary>
/// <param name="IsDefault">Whether the account is the user's default.</param>
/// <param name="SyncIntervalMinutes">Null if the account is synced with its connection only.</param>
public sealed record AccountSettingsView(
    Guid AccountId, string? AccountNameOverride, bool IsDefault, bool AutoSync, int? SyncIntervalMinutes, IReadOnlyList<string> Tags, string? Notes,
    int Version)
{
    internal static AccountSettingsView Of(AdsAccount account) => new(
        account.Id.Value, account.Settings.AccountNameOverride, account.IsDefault, account.Settings.AutoSync, account.Settings.SyncIntervalMinutes,
        account.Settings.Tags, account.Settings.Notes, account.Version);
}

/// <summary>New settings. A member that is null or absent has its default value.</summary>
public sealed record NewAccountSettings(
    [property: MaxLength(AccountSettings.MaxNameLength)] string? AccountNameOverride = null, bool? IsDefault = null, bool? AutoSync = null,
    [property: Range(AccountSettings.ShortestInterval, AccountSettings.LongestInterval)] int? SyncIntervalMinutes = null,
    [property: MaxLength(AccountSettings.MaxTags)] IReadOnlyList<string>? Tags = null,
    [property: MaxLength(AccountSettings.MaxNotesLength)] string? Notes = null)
{
    /// <summary>The members that are given, and the account's own values of the others.</summary>
    internal NewAccountSettings Over(AdsAccount account) => new(
        AccountNameOverride ?? account.Settings.AccountNameOverride, IsDefault ?? account.IsDefault, AutoSync ?? account.Settings.AutoSync,
        SyncIntervalMinutes ?? account.Settings.SyncIntervalMinutes, Tags ?? account.Settings.Tags, Notes ?? account.Settings.Notes);

    internal AccountSettings ToSettings() => new(
        string.IsNullOrWhiteSpace(AccountNameOverride) ? null : AccountNameOverride.Trim(), AutoSync ?? true, SyncIntervalMinutes,
        string.IsNullOrWhiteSpace(Notes) ? null : Notes)
    {
        Tags = [.. (Tags ?? []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal)],
    };
}
