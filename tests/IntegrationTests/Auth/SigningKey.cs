using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Accounts.IntegrationTests.Auth;

internal sealed class SigningKey(string id) : IDisposable
{
    /// <summary>Stands for an unpaired surrogate, which no JSON writer writes.</summary>
    public const string UnpairedSurrogate = "(unpaired)";

    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public JsonObject Published()
    {
        var numbers = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["alg"] = "RS256",
            ["kid"] = id,
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
    }

    public string Sign(JsonObject payload, string algorithm = "RS256", string? keyId = null, Action<JsonObject>? header = null)
    {
        var head = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = keyId ?? id, ["oiat"] = 1 };
        header?.Invoke(head);
        var signed = $"{Encode(head)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(Signature(Encoding.ASCII.GetBytes(signed), algorithm))}";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Encode(JsonObject json) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString().Replace(UnpairedSurrogate, "\\ud83d", StringComparison.Ordinal)));

    private byte[] Signature(byte[] data, string algorithm) => algorithm switch
    {
        "RS256" => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS512" => _rsa.SignData(data, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => _rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()), data),
        "none" => [],
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };
}
