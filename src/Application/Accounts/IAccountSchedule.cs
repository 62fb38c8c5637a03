namespace Accounts.Application.Accounts;

/// <summary>Accounts with a sync interval of their own, by the database's clock.</summary>
public interface IAccountSchedule
{
    /// <summary>Queues a refresh job for each due account and moves its next one an interval on, in one statement.</summary>
    Task EnqueueDueAsync(int atMost, CancellationToken ct);
}
