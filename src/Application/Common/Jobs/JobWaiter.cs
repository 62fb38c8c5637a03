namespace Accounts.Application.Common.Jobs;

/// <summary>Lets a request wait for the end of work that a job does.</summary>
internal sealed class JobWaiter(IChanges changes)
{
    /// <param name="row">The id of the business row, whose changes are notified.</param>
    /// <param name="longest">How long to wait.</param>
    /// <param name="readEnd">Reads the row; null until the work has ended.</param>
    /// <param name="ct">The request's.</param>
    /// <returns>Null if the work did not end in time.</returns>
    public async Task<T?> WaitAsync<T>(Guid row, TimeSpan longest, Func<CancellationToken, Task<T?>> readEnd, CancellationToken ct)
        where T : class
    {
        using var subscription = changes.Subscribe(row);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
        deadline.CancelAfter(longest);
        try
        {
            while (true)
            {
                if (await readEnd(deadline.Token) is { } end) return end;
                await subscription.WaitAsync(deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }
}
