using System.Security.Cryptography;

namespace Accounts.Simulators.Clerk;

/// <summary>Ids in Clerk's format: a prefix and 27 letters and digits.</summary>
internal static class ClerkIds
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static string New(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 27);
}
