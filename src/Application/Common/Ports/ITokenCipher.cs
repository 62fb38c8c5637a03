using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>
/// Encrypts what must not be readable at rest: tokens, code verifiers, cursors. The first key of the ring writes, all keys read; one format
/// is written, all are read (decision 0019).
/// </summary>
public interface ITokenCipher
{
    ProtectedToken Protect(Secret plaintext, TokenBinding binding);

    /// <returns>
    /// False for anything that none of the keys wrote for this place: tampered, truncated, moved, foreign or never encrypted. The reason is not told.
    /// </returns>
    bool TryUnprotect(ProtectedToken token, TokenBinding binding, out Secret plaintext);

    /// <returns>The same as it would be written now: itself when it is that already, null when it cannot be read.</returns>
    ProtectedToken? Rotate(ProtectedToken token, TokenBinding binding);
}
