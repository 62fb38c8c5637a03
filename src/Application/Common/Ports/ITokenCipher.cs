using Accounts.Domain.Connections;

namespace Accounts.Application.Common.Ports;

/// <summary>Encrypts what must not be readable at rest: tokens, code verifiers, cursors. The first key of the ring writes, all keys read.</summary>
public interface ITokenCipher
{
    ProtectedToken Protect(Secret plaintext);

    /// <returns>False for anything that none of the keys wrote: tampered, truncated, foreign or never encrypted. The reason is not told.</returns>
    bool TryUnprotect(ProtectedToken token, out Secret plaintext);
}
