using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Users;

/// <summary>Delivers Clerk's events, signed as Svix signs them.</summary>
internal static class ClerkWebhooks
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(24);
    private static int _deliveries;

    /// <summary>The setting of a world whose instance accepts the events.</summary>
    public static (string Name, string Value) Secret => ("Clerk:WebhookSecret", "whsec_" + Convert.ToBase64String(Key));

    public static string Event(string type, string user, long at, string members) =>
        $$$"""{"object":"event","type":"{{{type}}}","timestamp":{{{at}}},"data":{"id":"{{{user}}}","updated_at":{{{at}}},{{{members}}}}}""";

    /// <summary>Returns when the deletion has committed.</summary>
    public static async Task DeleteAsync(this ApiWorld world, Person person) =>
        (await DeliverAsync(world.Address, Event("user.deleted", person.Clerk.UserId, 5000, "\"deleted\":true"))).Status
            .ShouldBe(System.Net.HttpStatusCode.OK);

    public static async Task<ApiAnswer> DeliverAsync(
        Uri address, string body, string? id = null, int secondsAgo = 0, bool signed = true, string? sent = null)
    {
        id ??= $"msg_{Interlocked.Increment(ref _deliveries)}";
        var time = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "api/v1/webhooks/clerk"));
        request.Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json");
        if (signed)
        {
            request.Headers.Add("svix-id", id);
            request.Headers.Add("svix-timestamp", time);
            request.Headers.Add("svix-signature",
                "v1," + Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{id}.{time}.{body}"))));
        }

        using var response = await client.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
