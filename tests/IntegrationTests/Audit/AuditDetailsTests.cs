using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Audit;
using Accounts.Domain.Common;
using Accounts.IntegrationTests.Connections;
using Accounts.IntegrationTests.Sync;
using Microsoft.Extensions.DependencyInjection;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Audit;

/// <summary>A detail of an audit row never decides whether the audited action succeeds.</summary>
public sealed class AuditDetailsTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Fact]
    public async Task A_detail_that_cannot_be_stored_unchanged_is_stored_in_a_clean_form()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 });
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(world.Address, Revoke));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Amazon.Clerk.TokenFor(person.Clerk));
        request.Headers.TryAddWithoutValidation("User-Agent", new string('a', 499) + "🦊🦊");

        (await client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var newest = (await person.GetAsync("/api/v1/auth/audit")).Json.GetProperty("events")[0];
        newest.Text("event_type").ShouldBe("connection.revoke");
        newest.Text("user_agent").ShouldBe(new string('a', 499));
    }

    [Fact]
    public async Task Every_detail_is_stored_in_a_clean_form()
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        const string Bad = "a\0b\ud83d";
        await using var scope = world.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>()
            .Become(new UserId(await world.ConnectionAsync<Guid>(person, "user_id")), "sess_" + Bad, Bad);
        scope.ServiceProvider.GetRequiredService<RequestContext>().Fill(Bad, ipAddress: null, Bad);

        scope.ServiceProvider.GetRequiredService<IAuditTrail>().Record(new AuditEvent("test.detail", Succeeded: true)
        {
            TargetType = "account",
            TargetId = Bad,
            ErrorCode = Bad,
            ErrorMessage = Bad,
            Metadata = new Dictionary<string, string> { ["detail"] = Bad },
        });
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveChangesAsync(CancellationToken.None);

        var stored = (await person.GetAsync("/api/v1/auth/audit?event_type=test.detail")).Json.GetProperty("events")[0];
        foreach (var member in new[] { "target_id", "error_code", "error_message", "request_id", "user_agent" })
            stored.Text(member).ShouldBe("ab", member);
        stored.GetProperty("metadata").Text("detail").ShouldBe("ab");
        (stored.GetProperty("actor").Text("session"), stored.GetProperty("actor").Text("impersonator")).ShouldBe(("sess_ab", "ab"));
    }
}
