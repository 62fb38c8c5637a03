using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Registration;

/// <summary>An Amazon login with a few accounts, and instances that follow registrations without long pauses.</summary>
public sealed class RegistrationWorld(TestServers servers) : ApiWorld(servers)
{
    public const string Path = "/api/v1/accounts/register";
    public const string Login = "northwind";

    private int _names;

    protected override SimulatorOptions Simulated => new() { Accounts = 5, Agencies = 0, Managers = 0 };

    protected override (string Name, string Value)[] Changes =>
    [
        ("Registration:FirstPoll", "00:00:00.100"), ("Registration:LongestPoll", "00:00:01"), ("Registration:SettleAfter", "00:00:01"),
        ("Jobs:Lease", "00:00:02"), ("Resilience:AttemptTimeout", "00:00:02"),
    ];

    /// <summary>A connected person, and a name that no account has.</summary>
    internal async Task<(Person Person, string Name)> StartAsync(WorldAccountError? reason = null)
    {
        Amazon.World(Login).RegistrationOutcome = new RegistrationOutcome(0.5, reason);
        return (await this.ConnectedAsync(Login), $"Haven Hotel {Interlocked.Increment(ref _names)}");
    }

    internal IReadOnlyList<WorldAccount> CreatedAs(string name) => [.. Amazon.World(Login).Registered.Where(account => account.Name == name)];
}

internal static class Registering
{
    public static string Body(string name, string more = "") =>
        $$"""{"marketplace_id":"ATVPDKIKX0DER","advertiser_id":"A6DEXAMPLE","account_type":"ADVERTISER","account_name":"{{name}}"{{more}}}""";

    /// <summary>Requests a registration and returns its id.</summary>
    public static async Task<string> RegisterAsync(this Person person, string name, Uri? instance = null)
    {
        var requested = await person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Body(name), instance);
        requested.Status.ShouldBe(HttpStatusCode.Accepted, requested.Text);
        return requested.Json.Text("account_id")!;
    }

    public static async Task<JsonElement> EndOfAsync(this Person person, string id, Uri? instance = null)
    {
        JsonElement state = default;
        await Eventually.IsTrueAsync(
            async () =>
            {
                var answer = await person.GetAsync($"{RegistrationWorld.Path}/{id}", instance);
                answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
                state = answer.Json;
                return state.Text("status") != "PENDING";
            },
            $"The end of registration {id}");
        return state;
    }
}
