using Accounts.Application.Common;
using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Accounts;

/// <summary>Disconnects the account that contains a profile, as <see cref="DisconnectAccountCommand"/> does.</summary>
/// <param name="Profile">Amazon's id of the profile.</param>
public sealed record DisconnectProfileCommand(UserId User, string Profile) : ICommand<ChangedAccount>, IRefusesImpersonators
{
    public static string EventType => "account.disconnect";
}

internal sealed class DisconnectProfileValidator : AbstractValidator<DisconnectProfileCommand>
{
    public DisconnectProfileValidator() => RuleFor(c => c.Profile).Matches(@"^[0-9]{1,20}\z").Malformed("profile_id", "format");
}

internal sealed class DisconnectProfileHandler(IReadDb db, AccountChanges changes, TimeProvider clock)
    : ICommandHandler<DisconnectProfileCommand, ChangedAccount>
{
    public async Task<Result<ChangedAccount>> Handle(DisconnectProfileCommand command, CancellationToken ct)
    {
        var account = await db.AccountsWith(MetadataPart.Any([], command.Profile))
            .Where(a => a.UserId == command.User && a.AccountType == AccountType.Advertising).OrderBy(a => a.Id).Select(a => (AccountId?)a.Id)
            .FirstOrDefaultAsync(ct);
        if (account is not { } id) return AccountErrors.NotFound;

        var changed = await changes.ApplyAsync(command.User, id, a =>
            AccountChange.Of(a.Disconnect(clock.GetUtcNow()), DisconnectProfileCommand.EventType), ct);
        return changed.Succeeded ? ChangedAccount.Of(id, "The account is disconnected.") : changed.Error;
    }
}
