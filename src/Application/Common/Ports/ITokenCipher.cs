using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>
/// Encrypts tokens, code verifiers and cursors at rest. The first key of the ring encrypts and all keys decrypt; one format is written and
/// all formats are read (decision 0019).
/// </summary>
public interface ITokenCipher
{
    ProtectedToken Protect(Secret plaintext, TokenBinding binding);

    /// <returns>
    /// False if no key decrypts the text for this binding: tampered, truncated, moved, foreign or never encrypted. The reason is not returned.
    /// </returns>
    bool TryUnprotect(ProtectedToken token, TokenBinding binding, out Secret plaintext);

    /// <returns>
    /// The text encrypted with the first key and the current format; unchanged if it is already, null if it cannot be decrypted.
    /// </returns>
    ProtectedToken? Rotate(ProtectedToken token, TokenBinding binding);
}
