using System.Text.Json;
using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;
using Accounts.Domain.Settings;
using FluentValidation;
using FluentValidation.Results;

namespace Accounts.Application.Settings;

/// <summary>Changes the given preferences and no others.</summary>
/// <param name="ExpectedVersion">The version that the caller has read; null to change any.</param>
public sealed record UpdateSettingsCommand(UserId User, IReadOnlyDictionary<string, JsonElement> Preferences, int? ExpectedVersion)
    : ICommand<SettingsView>, IRefusesImpersonators
{
    public static string EventType => "settings.update";
}

internal sealed class UpdateSettingsValidator : AbstractValidator<UpdateSettingsCommand>
{
    public UpdateSettingsValidator()
    {
        RuleFor(c => c.Preferences).NotNull().OverridePropertyName("/preferences").WithErrorCode("type")
            .WithMessage("preferences must be an object.");
        RuleForEach(c => c.Preferences).Custom((given, context) =>
        {
            if (Preference.Find(given.Key) is not { } preference)
            {
                context.AddFailure(new ValidationFailure("/preferences/?", "preferences has an unknown member.") { ErrorCode = "unknown" });
            }
            else if (!preference.Accepts(given.Value))
            {
                var message = $"{preference.Name} must be {preference.Expected}.";
                context.AddFailure(new ValidationFailure($"/preferences/{preference.Name}", message) { ErrorCode = "value" });
            }
        });
    }
}

internal sealed class UpdateSettingsHandler(SettingsChanges changes) : ICommandHandler<UpdateSettingsCommand, SettingsView>
{
    public Task<Result<SettingsView>> Handle(UpdateSettingsCommand command, CancellationToken ct) =>
        changes.ApplyAsync(command.User, command.Preferences, command.ExpectedVersion, UpdateSettingsCommand.EventType, ct);
}
