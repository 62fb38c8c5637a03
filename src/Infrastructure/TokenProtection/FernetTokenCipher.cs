using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// Tokens at rest as Fernet without a time limit: interchangeable with what Python's <c>cryptography</c> wrote into the same columns.
/// A value that was never encrypted is refused like any other foreign one, however much it looks like a token.
/// </summary>
internal sealed class FernetTokenCipher(KeyRing keys) : ITokenCipher
{
    public ProtectedToken Protect(Secret plaintext) => new(keys.Encrypt(plaintext.Reveal()));

    public bool TryUnprotect(ProtectedToken token, out Secret plaintext)
    {
        var text = keys.Decrypt(token.Ciphertext);
        plaintext = string.IsNullOrEmpty(text) ? default : Secret.From(text);
        return !string.IsNullOrEmpty(text);
    }
}
