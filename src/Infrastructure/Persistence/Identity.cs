using Accounts.Domain.Common;
using Npgsql;

namespace Accounts.Infrastructure.Persistence;

/// <summary>Which role a unit of work takes, and whose rows it sees. The service's own login has no rights at all.</summary>
internal readonly record struct Identity(string Role, UserId? User)
{
    /// <summary>Resolves users and claims work; reads no tokens and no account.</summary>
    public static readonly Identity Worker = new("accounts_worker", null);

    public static Identity Of(UserId user) => new("accounts_api", user);

    /// <summary>The statement that must come first in the transaction; both settings end with it.</summary>
    public NpgsqlBatchCommand Assume() => new("select set_config('role', $1, true), set_config('app.user_id', $2, true)")
    {
        Parameters = { new() { Value = Role }, new() { Value = User?.Value.ToString() ?? "" } },
    };
}
