namespace Accounts.Domain.Connections;

/// <summary>Ciphertext as it is stored, in any supported format.</summary>
public readonly record struct ProtectedToken(string Ciphertext)
{
    public override string ToString() => "[protected]";
}
