using System.Data.Common;
using Accounts.Application.Common.Ports;
using Microsoft.Extensions.Logging;

namespace Accounts.Application.Keys;

/// <summary>
/// Checks the keys against the canary. With wrong keys, every connection would appear unreadable and would require reauthorization.
/// Without a canary the newest tokens are tried; the canary is written only if the keys decrypt one of them or there are none.
/// </summary>
internal sealed partial class KeyCheck(IKeyCanaryStore canaries, IStoredTokens tokens, ITokenCipher cipher, ILogger<KeyCheck> logger) : IKeyCheck
{
    private const int Samples = 20;

    /// <summary>A database that takes longer counts as unavailable: the instance starts without it.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>A login that lacks a right gets none by waiting.</summary>
    private const string InsufficientPrivilege = "42501";

    private volatile KeyVerdict _verdict;

    public KeyVerdict Verdict => _verdict;

    public async Task<KeyVerdict> CheckAsync(CancellationToken ct)
    {
        if (_verdict != KeyVerdict.Unknown) return _verdict;

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(Timeout);
        try
        {
            return _verdict = await AreRightAsync(timeout.Token) ? KeyVerdict.Right : KeyVerdict.Wrong;
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is not DbException { SqlState: InsufficientPrivilege })
        {
            LogWaiting(e.Message);
            return KeyVerdict.Unknown;
        }
    }

    private async Task<bool> AreRightAsync(CancellationToken ct)
    {
        var canary = await canaries.ReadAsync(ct);
        if (canary is null)
        {
            if (!await CanBeRightAsync(ct)) return false;

            await canaries.AddAsync(KeyCanary.New(cipher), ct);
            canary = await canaries.ReadAsync(ct); // another instance may have written it first, with other keys
        }

        return canary?.IsReadable(cipher) == true;
    }

    private async Task<bool> CanBeRightAsync(CancellationToken ct)
    {
        var isEmpty = true;
        foreach (var connection in await tokens.NewestAsync(Samples, ct))
        {
            if (await tokens.ReadAsync(connection, ct) is not { } stored) continue;
            if (stored.Access is { } access && cipher.TryUnprotect(access, TokenBinding.AccessToken(connection.User, connection.Id), out _))
                return true;
            if (stored.Refresh is { } refresh && cipher.TryUnprotect(refresh, TokenBinding.RefreshToken(connection.User, connection.Id), out _))
                return true;
            isEmpty = false;
        }

        return isEmpty;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Checking the keys against the database failed: {Reason}")]
    private partial void LogWaiting(string reason);
}
