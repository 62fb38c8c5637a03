using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Domain.Common;

/// <summary>The share of users for whom a feature is on. The same users stay included while a share grows.</summary>
/// <param name="Below">Users whose place is lower are included; null for everyone.</param>
public readonly record struct Rollout(long? Below)
{
    private const long Places = 1L << 32;

    public bool IsForNobody => Below == 0;

    /// <summary>Reads <c>true</c>, <c>false</c>, or a share such as <c>25%</c>.</summary>
    public static Rollout? Parse(string? text) => text?.Trim() switch
    {
        { } word when bool.TryParse(word, out var isOn) => new Rollout(isOn ? null : 0),
        [.. var number, '%'] when decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is >= 0 and <= 100 => new Rollout(percent == 100 ? null : (long)(percent / 100 * Places)),
        _ => null,
    };

    public bool Includes(string feature, UserId user) => Below is not { } below || PlaceOf(feature, user) < below;

    /// <summary>
    /// A stable number of 32 bits: the first ones of a hash, so that each feature has its own order of users. <c>app.rollout_place</c> is equal.
    /// </summary>
    public static long PlaceOf(string feature, UserId user) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{feature}:{user.Value}")));
}
