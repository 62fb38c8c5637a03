using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>The role that a unit of work takes, the user whose rows it sees, and the job that it is part of. The service's own login has no rights.</summary>
internal readonly record struct Identity(string Role, UserId? User, OwnedJob? Job = null)
{
    /// <summary>Resolves users and claims work; reads no tokens and no account.</summary>
    public static readonly Identity Worker = new("accounts_worker", null);

    /// <summary>The role of requests, without a user: it sees no rows.</summary>
    public static readonly Identity OfRequests = new("accounts_api", null);

    public static Identity Of(UserId user) => new("accounts_api", user);

    /// <summary>As the scope's user. In a job's scope, every unit of work is refused once the job is no longer this instance's.</summary>
    public static Identity Of(CurrentUser user) => new("accounts_api", user.Id, user.Job);

    /// <summary>The statements that come first in the transaction. The settings end with it; the job's row stays locked until then.</summary>
    public IEnumerable<NpgsqlBatchCommand> Assume()
    {
        yield return new("select set_config('role', $1, true), set_config('app.user_id', $2, true)")
        {
            Parameters = { new() { Value = Role }, new() { Value = User?.Value.ToString() ?? "" } },
        };
        if (Job is not { } job) yield break;

        yield return new("select app.own_job($1, $2, $3)") { Parameters = { new() { Value = job.Id }, new() { Value = job.Owner }, new() { Value = job.Fence } } };
    }
}
