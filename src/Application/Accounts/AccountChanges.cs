using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;

namespace Accounts.Application.Accounts;

/// <summary>
/// Stores a user's decision about an account in one transaction with its audit row. If another decision is stored at the same time, this one
/// is made again on the newly stored state.
/// </summary>
internal sealed class AccountChanges(IAdsAccountRepository accounts, IAuditTrail audit, IUnitOfWork unitOfWork)
{
    private const int MaxAttempts = 5;

    /// <param name="user">The owner of the account.</param>
    /// <param name="id">The account.</param>
    /// <param name="change">Makes the decision. It returns the audit event, or null if nothing changes.</param>
    /// <param name="ct">Cancels only before the write.</param>
    /// <returns>The account as stored. Error: <c>account.not_found</c>, or the one of the decision.</returns>
    public async Task<Result<AdsAccount>> ApplyAsync(UserId user, AccountId id, Func<AdsAccount, Result<AccountChange>> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await accounts.FindAsync(user, id, ct) is not { } account) return AccountErrors.NotFound;

                var decided = change(account);
                if (!decided.Succeeded) return decided.Error;

                if (decided.Value.Event is { } entry) audit.Record(entry with { TargetType = "account", TargetId = id.Value.ToString() });
                await unitOfWork.SaveChangesAsync(ct);
                return account;
            }
            catch (ConflictException) when (attempt < MaxAttempts)
            {
                accounts.Forget();
            }
        }
    }
}

/// <param name="Event">Null if the decision changes nothing.</param>
internal readonly record struct AccountChange(AuditEvent? Event)
{
    public static readonly AccountChange None = new(null);

    public static AccountChange Of(bool changed, string eventType) => changed ? new AccountChange(new AuditEvent(eventType, Succeeded: true)) : None;
}
