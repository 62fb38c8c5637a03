using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Simulators.AmazonAds;

/// <summary>An authenticated continuation token of a listing. It is valid only for its login and page size.</summary>
internal sealed record PageToken(int Index, int Number)
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public static readonly PageToken First = new(0, 1);

    /// <param name="length">Pads the token to this length.</param>
    public string Seal(string login, int maxResults, int length)
    {
        var place = BitConverter.GetBytes(((long)Index << 32) | (uint)Number);
        return Base64Url.EncodeToString([.. place, .. Mac(place, login, maxResults)]).PadRight(length, '.');
    }

    public static PageToken? Open(string text, string login, int maxResults)
    {
        text = text.TrimEnd('.');
        if (!Base64Url.IsValid(text, out var length) || length != 24) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        var place = bytes.AsSpan(..8);
        if (!CryptographicOperations.FixedTimeEquals(bytes.AsSpan(8), Mac(place, login, maxResults))) return null;
        var packed = BitConverter.ToInt64(place);
        return new PageToken((int)(packed >> 32), (int)packed);
    }

    private static byte[] Mac(ReadOnlySpan<byte> place, string login, int maxResults) =>
        HMACSHA256.HashData(Key, (byte[])[.. place, .. Encoding.UTF8.GetBytes($"{login} {maxResults}")])[..16];
}
