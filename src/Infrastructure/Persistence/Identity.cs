using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>
/// The role that a unit of work takes, the user whose rows it sees, and the job that it is part of. The service's own login has no rights. A
/// unit of a user is read-only, or it holds the user's row against a deletion until it ends (decision 0022).
/// </summary>
/// <param name="OutlivesUser">Whether a write is allowed for a deleted user.</param>
internal readonly record struct Identity(string Role, UserId? User, OwnedJob? Job = null, bool IsReadOnly = false, bool OutlivesUser = false)
{
    private const string Take = "select set_config('role', $1, true), set_config('app.user_id', $2, true)";
    private const string TakeToRead = Take + ", set_config('transaction_read_only', 'on', true)";

    /// <summary>Resolves users and claims work; reads no tokens and no account.</summary>
    public static readonly Identity Worker = new("accounts_worker", null);

    /// <summary>The role of requests, without a user: it sees no rows.</summary>
    public static readonly Identity OfRequests = new("accounts_api", null);

    /// <summary>Every unit of work is refused once the user is deleted.</summary>
    public static Identity Of(UserId user) => new("accounts_api", user);

    /// <summary>As the scope's user. In a job's scope, every unit of work is also refused once the job is no longer this instance's.</summary>
    public static Identity Of(CurrentUser user) => new("accounts_api", user.Id, user.Job);

    /// <summary>For reads: they take no lock, and they return what a deletion has left. A read of a lost job is not refused, because it changes
    /// nothing.</summary>
    public static Identity Reading(UserId user) => new("accounts_api", user, IsReadOnly: true);

    /// <summary>The statements that come first in the transaction. The settings end with it; the rows of user and job stay locked until
    /// then.</summary>
    public IEnumerable<NpgsqlBatchCommand> Assume()
    {
        yield return new(IsReadOnly ? TakeToRead : Take)
        {
            Parameters = { new() { Value = Role }, new() { Value = User?.Value.ToString() ?? "" } },
        };
        if (User is null || IsReadOnly) yield break;

        if (!OutlivesUser) yield return new("select app.hold_user()");
        if (Job is not { } job) yield break;

        yield return new("select app.own_job($1, $2, $3)")
        {
            Parameters = { new() { Value = job.Id }, new() { Value = job.Owner }, new() { Value = job.Fence } },
        };
    }
}
