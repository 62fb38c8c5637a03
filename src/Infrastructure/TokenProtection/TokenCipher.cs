using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// Encrypts tokens at rest, without expiry. Fernet texts are compatible with those that Python's <c>cryptography</c> wrote into the same columns.
/// A value that was never encrypted is refused, even if it looks like a token.
/// </summary>
internal sealed class TokenCipher(KeyRing keys) : ITokenCipher
{
    public ProtectedToken Protect(Secret plaintext, TokenBinding binding) => new(keys.Seal(plaintext.Reveal(), binding.Text));

    public bool TryUnprotect(ProtectedToken token, TokenBinding binding, out Secret plaintext)
    {
        var text = keys.Open(token.Ciphertext, binding.Text);
        plaintext = string.IsNullOrEmpty(text) ? default : Secret.From(text);
        return !string.IsNullOrEmpty(text);
    }

    public ProtectedToken? Rotate(ProtectedToken token, TokenBinding binding)
    {
        if (!TryUnprotect(token, binding, out var plaintext)) return null;
        return keys.IsCurrent(token.Ciphertext, binding.Text) ? token : Protect(plaintext, binding);
    }
}
