using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Accounts;

/// <summary>Replaces all settings of an account.</summary>
/// <param name="ExpectedVersion">The version that the caller has read; null to replace any.</param>
public sealed record ReplaceAccountSettingsCommand(UserId User, AccountId Account, NewAccountSettings Settings, int? ExpectedVersion)
    : ICommand<AccountSettingsView>, IRefusesImpersonators
{
    public static string EventType => "account.settings";
}

internal sealed class ReplaceAccountSettingsValidator : AbstractValidator<ReplaceAccountSettingsCommand>
{
    public ReplaceAccountSettingsValidator() => RuleFor(c => c.Settings).SetValidator(new NewAccountSettingsValidator()).OverridePropertyName("");
}

internal sealed class NewAccountSettingsValidator : AbstractValidator<NewAccountSettings>
{
    public NewAccountSettingsValidator()
    {
        RuleFor(s => s.AccountNameOverride).MaximumLength(AccountSettings.MaxNameLength).Must(IsOneLine)
            .OverridePropertyName("/account_name_override").WithErrorCode("format")
            .WithMessage($"account_name_override must have at most {AccountSettings.MaxNameLength} characters, without control characters.");
        RuleFor(s => s.SyncIntervalMinutes).InclusiveBetween(AccountSettings.ShortestInterval, AccountSettings.LongestInterval)
            .OverridePropertyName("/sync_interval_minutes").WithErrorCode("range")
            .WithMessage($"sync_interval_minutes must be {AccountSettings.ShortestInterval} to {AccountSettings.LongestInterval}, or null.");
        RuleFor(s => s.Tags).Must(tags => tags is null || tags.Count <= AccountSettings.MaxTags).OverridePropertyName("/tags").WithErrorCode("length")
            .WithMessage($"There can be at most {AccountSettings.MaxTags} tags.");
        RuleForEach(s => s.Tags).Must(tag => !string.IsNullOrWhiteSpace(tag) && tag.Trim().Length <= AccountSettings.MaxTagLength && IsOneLine(tag))
            .OverridePropertyName("/tags").WithErrorCode("format")
            .WithMessage($"A tag must have 1 to {AccountSettings.MaxTagLength} characters, without control characters.");
        RuleFor(s => s.Notes)
            .Must(notes => notes is null || (notes.Length <= AccountSettings.MaxNotesLength && !notes.Contains('\0', StringComparison.Ordinal)))
            .OverridePropertyName("/notes").WithErrorCode("length")
            .WithMessage($"notes must have at most {AccountSettings.MaxNotesLength} characters.");
    }

    private static bool IsOneLine(string? text) => text is null || !text.Any(char.IsControl);
}

internal sealed class ReplaceAccountSettingsHandler(AccountChanges changes, TimeProvider clock)
    : ICommandHandler<ReplaceAccountSettingsCommand, AccountSettingsView>
{
    public async Task<Result<AccountSettingsView>> Handle(ReplaceAccountSettingsCommand command, CancellationToken ct)
    {
        var changed = await changes.ApplyAsync(
            command.User, command.Account,
            account => command.ExpectedVersion is { } version && version != account.Version
                ? AccountErrors.SettingsChanged
                : SettingsChange.Apply(account, command.Settings, clock.GetUtcNow()),
            ct);

        return changed.Succeeded ? AccountSettingsView.Of(changed.Value) : changed.Error;
    }
}

/// <summary>Applies new settings and the choice of the default account, with the audit event of what changed.</summary>
internal static class SettingsChange
{
    public static Result<AccountChange> Apply(AdsAccount account, NewAccountSettings wanted, DateTimeOffset now)
    {
        var before = AccountSettingsView.Of(account);
        if (wanted.IsDefault == true && account.MakeDefault(now) is { Succeeded: false } refused) return refused.Error;

        if (wanted.IsDefault != true) account.ClearDefault(now);
        account.ApplySettings(wanted.ToSettings(), now);
        var after = AccountSettingsView.Of(account);
        return before.Version == after.Version
            ? AccountChange.None : new AccountChange(new AuditEvent("account.settings", Succeeded: true) { Metadata = Difference(before, after) });
    }

    private static Dictionary<string, string> Difference(AccountSettingsView before, AccountSettingsView after) => AuditedChange.Between(
        ("account_name_override", before.AccountNameOverride, after.AccountNameOverride), ("is_default", before.IsDefault, after.IsDefault),
        ("auto_sync", before.AutoSync, after.AutoSync), ("sync_interval_minutes", before.SyncIntervalMinutes, after.SyncIntervalMinutes),
        ("tags", string.Join(", ", before.Tags), string.Join(", ", after.Tags)), ("notes", before.Notes, after.Notes));
}
