using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.Simulators.Clerk;

internal sealed class ClerkKey(string id) : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public object ToJwk()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            use = "sig",
            kty = "RSA",
            kid = id,
            alg = "RS256",
            n = Base64Url.EncodeToString(parameters.Modulus),
            e = Base64Url.EncodeToString(parameters.Exponent),
        };
    }

    public byte[] Sign(byte[] text, string algorithm) => algorithm switch
    {
        "RS256" => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "RS512" => _rsa.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => _rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "HS256" => HMACSHA256.HashData(Encoding.UTF8.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()), text),
        "none" => [],
        _ => throw new ArgumentException($"The simulator cannot sign with {algorithm}.", nameof(algorithm)),
    };

    public void Dispose() => _rsa.Dispose();
}
