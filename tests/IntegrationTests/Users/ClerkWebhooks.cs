using System.Net;
using System.Text;
using Accounts.IntegrationTests.Harness;

namespace Accounts.IntegrationTests.Users;

/// <summary>Delivers Clerk's events, signed as Svix signs them.</summary>
internal static class ClerkWebhooks
{
    private static int _deliveries;

    public static string Event(string type, string user, long at, string members) =>
        $$$"""{"object":"event","type":"{{{type}}}","timestamp":{{{at}}},"data":{"id":"{{{user}}}","updated_at":{{{at}}},{{{members}}}}}""";

    /// <summary>Returns when the deletion has committed.</summary>
    public static async Task DeleteAsync(this ApiWorld world, Person person) =>
        (await DeliverAsync(world.Address, Encoding.UTF8.GetBytes(Event("user.deleted", person.Clerk.UserId, 5000, "\"deleted\":true")))).Status
            .ShouldBe(HttpStatusCode.OK);

    public static async Task<ApiAnswer> DeliverAsync(Uri address, byte[] body, string? id = null, int secondsAgo = 0, bool signed = true,
        byte[]? sent = null)
    {
        id ??= $"msg_{Interlocked.Increment(ref _deliveries)}";
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri(address, "api/v1/webhooks/clerk"))
        { Content = new ByteArrayContent(sent ?? body) };
        if (signed) SignedWebhook.Sign(request, id, body, TimeSpan.FromSeconds(secondsAgo));
        using var response = await client.SendAsync(request);
        return await ApiAnswer.OfAsync(response);
    }
}
