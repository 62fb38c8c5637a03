using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;

namespace Accounts.Application.Keys;

/// <summary>
/// Re-encrypts all stored tokens with the first key and the current format. A row is replaced only if it is unchanged since it was read:
/// a concurrent refresh wins, and its row is processed again. Rotation can be stopped at any row and started again.
/// </summary>
internal sealed class KeyRotation(IStoredTokens tokens, IKeyCanaryStore canaries, ITokenCipher cipher)
{
    private const int BatchSize = 500;
    private const int AtOnce = 8; // limits the database connections used, so that requests have the others

    private enum Outcome
    {
        Gone,
        Rewritten,
        Current,
        Unreadable,
    }

    /// <summary>Whether rows may still need rotation: the canary is in another key or format, or was written too recently.</summary>
    public async Task<bool> IsDueAsync(CancellationToken ct) =>
        await canaries.ReadAsync(ct) is { } canary && cipher.Rotate(canary.Text, TokenBinding.KeyCanary) is { } now
            && (now != canary.Text || !canary.IsSettled);

    /// <param name="progress">Reports after each batch.</param>
    /// <param name="ct">Stops between two rows.</param>
    public async Task<KeyRotationCount> RunAsync(IProgress<KeyRotationCount>? progress, CancellationToken ct)
    {
        var canary = await canaries.ReadAsync(ct); // read first: if the canary has changed by the end, another rotation has replaced it
        var count = new KeyRotationCount(0, 0, 0);
        ConnectionId? last = null;
        while (await tokens.ListAsync(last, BatchSize, ct) is { Count: > 0 } batch)
        {
            var outcomes = new Outcome[batch.Count];
            var eight = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
            await Parallel.ForAsync(0, batch.Count, eight, async (i, stop) => outcomes[i] = await RotateAsync(batch[i], stop));
            count = Add(count, outcomes);
            progress?.Report(count);
            last = batch[^1].Id;
        }

        if (canary is not null && cipher.Rotate(canary.Text, TokenBinding.KeyCanary) is { } now && now != canary.Text)
            await canaries.ReplaceAsync(canary.Text, now, ct);
        return count;
    }

    private async Task<Outcome> RotateAsync(OwnedConnection connection, CancellationToken ct)
    {
        try
        {
            while (await tokens.ReadAsync(connection, ct) is { } stored)
                if (await TryRotateAsync(connection, stored, ct) is { } outcome) return outcome;
        }
        catch (UserDeletedException)
        {
            // The deletion has destroyed the tokens.
        }

        return Outcome.Gone;
    }

    /// <returns>Null if the row has changed since it was read.</returns>
    private async Task<Outcome?> TryRotateAsync(OwnedConnection connection, TokenPair stored, CancellationToken ct)
    {
        var access = stored.Access is { } a ? cipher.Rotate(a, TokenBinding.AccessToken(connection.User, connection.Id)) : null;
        var refresh = stored.Refresh is { } r ? cipher.Rotate(r, TokenBinding.RefreshToken(connection.User, connection.Id)) : null;
        var rotated = new TokenPair(access ?? stored.Access, refresh ?? stored.Refresh); // an unreadable token stays as it is

        if (rotated != stored && !await tokens.ReplaceAsync(connection, stored, rotated, ct)) return null;
        if (new TokenPair(access, refresh) != rotated) return Outcome.Unreadable;
        return rotated == stored ? Outcome.Current : Outcome.Rewritten;
    }

    private static KeyRotationCount Add(KeyRotationCount count, Outcome[] outcomes) => new(
        count.Rewritten + outcomes.Count(o => o == Outcome.Rewritten),
        count.Current + outcomes.Count(o => o == Outcome.Current),
        count.Unreadable + outcomes.Count(o => o == Outcome.Unreadable));
}
