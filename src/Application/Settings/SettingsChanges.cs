using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Application.Accounts;
using Accounts.Application.Common;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.Domain.Settings;

namespace Accounts.Application.Settings;

/// <summary>
/// Stores changed preferences and the choice of the default account in one transaction with their audit row. If another change is stored at
/// the same time, this one is made again on the newly stored state.
/// </summary>
internal sealed class SettingsChanges(
    IUserSettingsRepository settings, IAdsAccountRepository accounts, IAuditTrail audit, IUnitOfWork unitOfWork, TimeProvider clock)
{
    private const int MaxAttempts = 5;

    /// <param name="user">The owner of the settings.</param>
    /// <param name="changes">Valid values by name.</param>
    /// <param name="expectedVersion">The version that the caller has read; null to change any.</param>
    /// <param name="eventType">The type of the audit event.</param>
    /// <param name="ct">Cancels only before the write.</param>
    /// <returns>The settings as stored; a change of the default account alone is a change of the settings too. Error: <c>settings.changed</c>,
    /// <c>settings.default_account_invalid</c>.</returns>
    public async Task<Result<SettingsView>> ApplyAsync(
        UserId user, IReadOnlyDictionary<string, JsonElement> changes, int? expectedVersion, string eventType, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(user, changes, expectedVersion, eventType, ct);
            }
            catch (ConflictException) when (attempt < MaxAttempts)
            {
                settings.Forget();
            }
        }
    }

    private async Task<Result<SettingsView>> TryAsync(
        UserId user, IReadOnlyDictionary<string, JsonElement> changes, int? expectedVersion, string eventType, CancellationToken ct)
    {
        var found = await settings.FindAsync(user, ct);
        var stored = found ?? UserSettings.Empty(user);
        var current = await accounts.FindDefaultAsync(user, ct);
        var before = SettingsView.Of(stored.Preferences, current?.Id.Value);
        if (expectedVersion is { } version && version != before.Version) return SettingsErrors.Changed;

        var chosen = changes.TryGetValue(Preference.DefaultAccount, out var wanted)
            ? await ChooseAsync(user, current, wanted, ct) : Result<Guid?>.Success(current?.Id.Value);
        if (!chosen.Succeeded) return chosen.Error;

        var preferences = Merge(stored.Preferences, changes);
        var after = SettingsView.Of(preferences, chosen.Value);
        if (after == before) return before;

        stored.Store(preferences, clock.GetUtcNow());
        if (found is null) settings.Add(stored);
        audit.Record(new AuditEvent(eventType, Succeeded: true)
        {
            TargetType = "user",
            TargetId = user.Value.ToString(),
            Metadata = Difference(before, after)
        });
        await unitOfWork.SaveChangesAsync(ct);
        return after;
    }

    private async Task<Result<Guid?>> ChooseAsync(UserId user, AdsAccount? current, JsonElement wanted, CancellationToken ct)
    {
        if (wanted.ValueKind == JsonValueKind.Null)
        {
            current?.ClearDefault(clock.GetUtcNow());
            return Result<Guid?>.Success(null);
        }

        var chosen = await accounts.FindAsync(user, new AccountId(wanted.GetGuid()), ct);
        return chosen?.MakeDefault(clock.GetUtcNow()).Succeeded == true ? chosen.Id.Value : SettingsErrors.UnusableDefault;
    }

    /// <summary>The default account is stored with the account only.</summary>
    private static JsonElement Merge(JsonElement stored, IReadOnlyDictionary<string, JsonElement> changes)
    {
        var merged = stored.ValueKind == JsonValueKind.Object ? JsonObject.Create(stored)! : [];
        foreach (var (name, value) in changes) merged[name] = JsonSerializer.SerializeToNode(value);
        merged.Remove(Preference.DefaultAccount);
        return JsonSerializer.SerializeToElement(merged);
    }

    private static Dictionary<string, string> Difference(SettingsView before, SettingsView after) => AuditedChange.Between(
        [.. Members(before).Zip(Members(after), (old, now) => (old.Name, Text(old.Value), Text(now.Value)))]);

    private static JsonElement.ObjectEnumerator Members(SettingsView view) => JsonElement.Parse(StoredJson.Write(view.Preferences)).EnumerateObject();

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.Null ? null : value.ToString();
}
