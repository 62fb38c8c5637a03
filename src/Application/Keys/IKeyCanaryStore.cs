using Accounts.Application.Common.Ports;
using Accounts.Domain.Connections;

namespace Accounts.Application.Keys;

/// <summary>Stores the database's canary: known text, encrypted with the keys in use.</summary>
public interface IKeyCanaryStore
{
    /// <returns>Null if no instance has written it yet.</returns>
    Task<KeyCanary?> ReadAsync(CancellationToken ct);

    /// <summary>Writes the canary if there is none.</summary>
    Task AddAsync(ProtectedToken canary, CancellationToken ct);

    /// <summary>Replaces the canary if it is still the one that was read.</summary>
    Task ReplaceAsync(ProtectedToken read, ProtectedToken canary, CancellationToken ct);
}

/// <param name="Text">The ciphertext.</param>
/// <param name="IsSettled">
/// It was written long enough ago (<c>TokenEncryption:CanarySettlesAfter</c>). Until then an instance that has its keys in another order may store
/// tokens that a rotation has already passed.
/// </param>
public sealed record KeyCanary(ProtectedToken Text, bool IsSettled)
{
    private static readonly Secret Plaintext = Secret.From("These are the right keys.");

    public static ProtectedToken New(ITokenCipher cipher) => cipher.Protect(Plaintext, TokenBinding.KeyCanary);

    public bool IsReadable(ITokenCipher cipher) => cipher.TryUnprotect(Text, TokenBinding.KeyCanary, out var text) && text == Plaintext;
}
