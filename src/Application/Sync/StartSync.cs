using Accounts.Application.Common.Messaging;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using FluentValidation;

namespace Accounts.Application.Sync;

/// <param name="AccountTypes">Null for all.</param>
/// <param name="Connection">Null for all.</param>
/// <param name="Afresh">List everything from the first page, even where an earlier run stopped half-way.</param>
public sealed record StartSyncCommand(UserId User, IReadOnlyList<AccountType>? AccountTypes, ConnectionId? Connection, bool Afresh)
    : ICommand<StartedSync>;

public sealed record StartedSync(Guid SyncId, SyncStatus Status, IReadOnlyList<AccountType> AccountTypes, DateTimeOffset StartedAt);

internal sealed class StartSyncValidator : AbstractValidator<StartSyncCommand>
{
    public StartSyncValidator() =>
        RuleFor(c => c.AccountTypes).Must(types => types is null || types.Contains(AccountType.Advertising))
            .OverridePropertyName("/account_types").WithErrorCode("account_types")
            .WithMessage("account_types must contain advertising; other kinds cannot be synced on their own.");
}

internal sealed class StartSyncHandler(SyncStarter starter) : ICommandHandler<StartSyncCommand, StartedSync>
{
    public async Task<Result<StartedSync>> Handle(StartSyncCommand command, CancellationToken ct)
    {
        var started = await starter.StartAsync(command.User, SyncTrigger.Manual, command.Connection, ct, command.Afresh);
        if (!started.Succeeded) return started.Error;

        return new StartedSync(started.Value.Id.Value, SyncStatus.Queued, [AccountType.Advertising], started.Value.StartedAt);
    }
}
