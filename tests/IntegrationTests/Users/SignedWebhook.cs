using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Accounts.IntegrationTests.Users;

/// <summary>Signs webhooks as Clerk does, with a secret that a world may configure.</summary>
internal static class SignedWebhook
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(24);

    public static (string Name, string Value) Setting => ("Clerk:WebhookSecret", "whsec_" + Convert.ToBase64String(Key));

    public static void Sign(HttpRequestMessage request, string id, byte[] body, TimeSpan age = default)
    {
        var time = (TimeProvider.System.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{time}."), .. body];
        request.Headers.Add("svix-id", id);
        request.Headers.Add("svix-timestamp", time);
        request.Headers.Add("svix-signature", "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, signed)));
    }
}
