using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Accounts.Domain.Sync;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Application.Sync;

/// <param name="AccountTypes">Null for all.</param>
/// <param name="Connection">Null for all.</param>
/// <param name="FromStart">List everything from the first page, even where an earlier run stopped half-way.</param>
public sealed record StartSyncCommand(UserId User, IReadOnlyList<AccountType>? AccountTypes, ConnectionId? Connection, bool FromStart)
    : ICommand<StartedSync>;

public sealed record StartedSync(Guid SyncId, SyncStatus Status, IReadOnlyList<AccountType> AccountTypes, DateTimeOffset StartedAt);

internal sealed class StartSyncValidator : AbstractValidator<StartSyncCommand>
{
    public StartSyncValidator() =>
        RuleFor(c => c.AccountTypes).Must(types => types is null || types.Count > 0)
            .OverridePropertyName("/account_types").WithErrorCode("account_types")
            .WithMessage("account_types must name at least one of advertising, dsp and amc; leave it out for all.");
}

internal sealed class StartSyncHandler(SyncStarter starter, IReadDb db, RequestContext request) : ICommandHandler<StartSyncCommand, StartedSync>
{
    public async Task<Result<StartedSync>> Handle(StartSyncCommand command, CancellationToken ct)
    {
        AccountType[] types = [.. (command.AccountTypes ?? SyncStarter.AllTypes).Distinct().Order()];
        var id = request.OperationId is { } operation ? new SyncRunId(operation) : SyncRunId.New();
        if (await db.SyncRuns.SingleOrDefaultAsync(r => r.UserId == command.User && r.Id == id, ct) is { } repeated)
            return new StartedSync(id.Value, repeated.Status, types, repeated.StartedAt);

        var wanted = new WantedSync(SyncTrigger.Manual, command.Connection is { } only ? [only] : null)
        {
            Id = id,
            AccountTypes = types,
            FromStart = command.FromStart,
        };
        var started = await starter.StartAsync(command.User, wanted, ct);
        if (!started.Succeeded) return started.Error;

        return new StartedSync(started.Value.Id.Value, SyncStatus.Queued, types, started.Value.StartedAt);
    }
}
