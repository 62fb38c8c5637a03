namespace Accounts.Infrastructure.Persistence.Repositories;

/// <summary>Leases on names, for work that only one instance may do at a time.</summary>
internal sealed class NamedLeases(Database database)
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.CreateVersion7()}";

    /// <summary>Runs the work while this instance holds the lease, which is extended until the work ends.</summary>
    /// <param name="name">What the lease is on.</param>
    /// <param name="work">Its token is cancelled when the lease is lost.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <returns>False if another instance holds the lease; then nothing was done.</returns>
    public async Task<bool> RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken ct)
    {
        if (!await TakeAsync(name, ct)) return false;

        using var held = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var extending = ExtendAsync(name, held);
        try
        {
            await work(held.Token);
        }
        finally
        {
            await held.CancelAsync();
            await extending;
            await database.ExecuteAsync(Identity.Worker, $"select app.release_lease({name}, {_owner})", CancellationToken.None);
        }

        return true;
    }

    private async Task<bool> TakeAsync(string name, CancellationToken ct) =>
        (await database.QueryAsync(Identity.Worker, $"select app.take_lease({name}, {_owner}, {Duration})", row => row.GetBoolean(0), ct)).Single();

    private async Task ExtendAsync(string name, CancellationTokenSource held)
    {
        try
        {
            using var timer = new PeriodicTimer(Duration / 3);
            while (await timer.WaitForNextTickAsync(held.Token) && await TakeAsync(name, held.Token))
            {
            }
        }
        catch (Exception)
        {
            // Either the work has ended, or the database is unreachable and the lease will expire: in both cases the work stops.
        }

        await held.CancelAsync();
    }
}
