using System.Buffers;
using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// The keys that protect tokens at rest. There is no default: tokens encrypted with a generated key would be unreadable after the next start.
/// </summary>
public sealed class TokenEncryptionOptions
{
    public const string Section = "TokenEncryption";

    internal const string FernetFormat = "fernet";
    internal const string AesGcmFormat = "aes-gcm";

    /// <summary>Fernet keys: 32 bytes each in base64url. The first encrypts, all decrypt; add a new one in front to rotate.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>
    /// The format that is written; both formats are always read. <c>fernet</c> is compatible with Python, <c>aes-gcm</c> binds each text to
    /// its row and column.
    /// </summary>
    [AllowedValues(FernetFormat, AesGcmFormat, ErrorMessage = "TokenEncryption:Format must be fernet or aes-gcm.")]
    public string Format { get; init; } = FernetFormat;

    /// <summary>
    /// How long after a change of the first key its canary counts as settled: longer than instances with the keys in another order keep running.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00", ErrorMessage = "TokenEncryption:CanarySettlesAfter must be 1 minute to 30 days.")]
    public TimeSpan CanarySettlesAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Null if the text is not 32 bytes in base64url.</summary>
    internal static byte[]? Parse(string? key)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(key?.Length ?? 0)];
        return Base64Url.DecodeFromChars(key, bytes, out _, out var length) == OperationStatus.Done && length == Fernet.KeyLength
            ? bytes[..length]
            : null;
    }
}

/// <summary>Names the invalid setting and never its value.</summary>
internal sealed class TokenEncryptionValidator : IValidateOptions<TokenEncryptionOptions>
{
    /// <summary>The key of the Fernet specification's test vectors, which is publicly known.</summary>
    private static readonly byte[] SampleKey = TokenEncryptionOptions.Parse("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")!;

    public ValidateOptionsResult Validate(string? name, TokenEncryptionOptions options)
    {
        if (options.Keys.Count == 0)
            return ValidateOptionsResult.Fail("TokenEncryption:Keys:0 is missing: give a Fernet key of 32 bytes in base64url.");

        var failures = options.Keys.Select(Fault).Select((fault, i) => (fault, i)).Where(f => f.fault is not null)
            .Select(f => $"TokenEncryption:Keys:{f.i} {f.fault}").ToArray();
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? Fault(string key)
    {
        if (TokenEncryptionOptions.Parse(key) is not { } bytes) return "is not a Fernet key: 32 bytes in base64url are needed.";

        var weak = CryptographicOperations.FixedTimeEquals(bytes, SampleKey) || bytes.All(b => b == bytes[0]);
        return weak ? "is a sample that everybody knows: generate a key of your own." : null;
    }
}
