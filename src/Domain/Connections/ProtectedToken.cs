namespace Accounts.Domain.Connections;

/// <summary>Ciphertext as it is stored, in whichever envelope wrote it.</summary>
public readonly record struct ProtectedToken(string Ciphertext)
{
    public override string ToString() => "[protected]";
}
