using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// Tokens at rest, without a time limit. As Fernet they are interchangeable with what Python's <c>cryptography</c> wrote into the same columns.
/// A value that was never encrypted is refused like any other foreign one, however much it looks like a token.
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
