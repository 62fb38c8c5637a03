using Accounts.Application.Common.Messaging;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using FluentValidation;

namespace Accounts.Application.Accounts;

public enum BatchOperation
{
    Sync,
    Disconnect,
    Reconnect,
    Update,
}

/// <summary>The limits of requests about several accounts.</summary>
public static class BatchLimits
{
    public const int MaxItems = 100;
}

/// <summary>Does the same to each account. One that fails does not affect the others.</summary>
/// <param name="Settings">For <see cref="BatchOperation.Update"/>: the members to replace; the others keep their values.</param>
public sealed record BatchAccountsCommand(UserId User, BatchOperation Operation, IReadOnlyList<Guid> Accounts, NewAccountSettings? Settings)
    : ICommand<BatchResult>, IRefusesImpersonators
{
    public static string EventType => "account.batch";
}

/// <param name="Status"><c>completed</c>, or <c>partial</c> if an item failed.</param>
public sealed record BatchResult(string Status, int Total, int Successful, int Failed, IReadOnlyList<BatchItem> Results);

/// <param name="Status"><c>success</c> or <c>error</c>.</param>
public sealed record BatchItem(Guid AccountId, string Status, BatchError? Error, AccountSettingsView? Data);

public sealed record BatchError(string Code, string Message);

internal sealed class BatchAccountsValidator : AbstractValidator<BatchAccountsCommand>
{
    public BatchAccountsValidator()
    {
        RuleFor(c => c.Accounts).Must(ids => ids is { Count: >= 1 and <= BatchLimits.MaxItems }).OverridePropertyName("/account_ids")
            .WithErrorCode("length")
            .WithMessage($"account_ids must name 1 to {BatchLimits.MaxItems} accounts.");
        RuleFor(c => c.Settings).NotNull().When(c => c.Operation == BatchOperation.Update).OverridePropertyName("/params").WithErrorCode("required")
            .WithMessage("params must contain the settings to replace.");
        RuleFor(c => c.Settings).Null().When(c => c.Operation != BatchOperation.Update).OverridePropertyName("/params").WithErrorCode("unknown")
            .WithMessage("Only the operation update takes params.");
        RuleFor(c => c.Settings!).SetValidator(new NewAccountSettingsValidator()).When(c => c.Settings is not null).OverridePropertyName("/params");
    }
}

internal sealed class BatchAccountsHandler(AccountChanges changes, AccountReconnection reconnection, AccountRefresher refresher, TimeProvider clock)
    : ICommandHandler<BatchAccountsCommand, BatchResult>
{
    public async Task<Result<BatchResult>> Handle(BatchAccountsCommand command, CancellationToken ct)
    {
        var results = new List<BatchItem>();
        foreach (var id in command.Accounts.Distinct())
        {
            var done = await DoAsync(command, new AccountId(id), ct);
            results.Add(done.Succeeded
                ? new BatchItem(id, "success", Error: null, done.Value)
                : new BatchItem(id, "error", new BatchError(done.Error.Code, done.Error.Message), Data: null));
        }

        var failed = results.Count(r => r.Error is not null);
        return new BatchResult(failed == 0 ? "completed" : "partial", results.Count, results.Count - failed, failed, results);
    }

    private async Task<Result<AccountSettingsView?>> DoAsync(BatchAccountsCommand command, AccountId id,
        CancellationToken ct) => command.Operation switch
        {
            BatchOperation.Sync => WithoutData(await refresher.RefreshAsync(command.User, id, ct)),
            BatchOperation.Reconnect => WithoutData(await reconnection.ReconnectAsync(command.User, id, ct)),
            BatchOperation.Disconnect => WithoutData(await changes.ApplyAsync(
                command.User, id, account => AccountChange.Of(account.Disconnect(clock.GetUtcNow()), "account.disconnect"), ct)),
            _ => Settings(await changes.ApplyAsync(
                command.User, id, account => SettingsChange.Apply(account, command.Settings!.Over(account), clock.GetUtcNow()), ct)),
        };

    private static Result<AccountSettingsView?> WithoutData<T>(Result<T> result) =>
        result.Succeeded ? Result<AccountSettingsView?>.Success(null) : result.Error;

    private static Result<AccountSettingsView?> Settings(Result<AdsAccount> result) =>
        result.Succeeded ? Result<AccountSettingsView?>.Success(AccountSettingsView.Of(result.Value)) : result.Error;
}
