using System.Net;
using System.Text.Json;
using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.DspSeats;

/// <summary>Amazon logins with DSP advertisers. Each test has its own login's behaviour and its own person.</summary>
public class SeatsWorld(TestServers servers) : ApiWorld(servers)
{
    public const string Login = "northwind";

    protected override SimulatorOptions Simulated => new() { Accounts = 5, Agencies = 3, AdvertisersPerAgency = 3, Managers = 0 };

    protected override (string Name, string Value)[] Changes => [("Jobs:Lease", "00:00:02"), ("Resilience:AttemptTimeout", "00:00:05")];

    internal AmazonWorld Northwind => Amazon.World(Login);

    internal int Reads => Amazon.Calls.Count(Routes.ListSeats);

    /// <summary>A person with a synced login, and the id of one of its advertisers. Calls are counted from 0.</summary>
    internal async Task<(Person Person, string Advertiser)> StartAsync(SeatsBehaviour? behaviour = null)
    {
        Amazon.ClearFaults();
        Northwind.Seats = behaviour ?? new SeatsBehaviour();
        var person = await this.ConnectedAsync(Login);
        Amazon.ClearCalls();
        return (person, Northwind.Advertisers(Northwind.Agencies(AdsRegion.Na).First().Id).First().Id);
    }

    /// <summary>The advertiser's rows: the id of the snapshot, and what the snapshot consists of.</summary>
    internal Task<string?> StoredAsync(string advertiser, Guid user) => Database.Owner.ScalarAsync<string>(
        """
        select s.snapshot_id || ' ' || (
          select coalesce(string_agg(concat_ws('/', exchange_id, deal_creation_id, spend_tracking_id), ' ' order by exchange_id), '')
          from public.dsp_advertiser_seats d where d.user_id = s.user_id and d.advertiser_id = s.advertiser_id and d.snapshot_id = s.snapshot_id)
        from public.dsp_seat_snapshots s where s.advertiser_id = $1 and s.user_id = $2
        """, advertiser, user);
}

internal static class Seats
{
    public const string Dsp = "/api/v1/accounts/dsp";

    public static readonly TimeSpan Stale = TimeSpan.FromMinutes(6);

    public static Task<ApiAnswer> SeatsAsync(this Person person, string advertiser, string query = "", Uri? instance = null) =>
        person.GetAsync($"{Dsp}/{advertiser}/seats{query}", instance);

    public static Task<ApiAnswer> RefreshAsync(this Person person, string advertiser, string? body = """{"force":true}""", Uri? instance = null) =>
        person.SendAsync(HttpMethod.Post, $"{Dsp}/{advertiser}/seats/refresh", body, instance);

    public static Task<ApiAnswer> HistoryAsync(this Person person, string advertiser, string query = "") =>
        person.GetAsync($"{Dsp}/{advertiser}/seats/sync-history{query}");

    public static async Task<JsonElement> ReadAsync(this Person person, string advertiser, string query = "", Uri? instance = null)
    {
        var answer = await person.SeatsAsync(advertiser, query, instance);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        return answer.Json;
    }

    /// <summary>Stores the seats of an advertiser of the login.</summary>
    public static Task<JsonElement> ReadAnyAsync(this Person person, AmazonWorld amazon) =>
        person.ReadAsync(amazon.Advertisers(amazon.Agencies(AdsRegion.Na).First().Id).First().Id);

    public static string[] Exchanges(this JsonElement page) => [.. page.GetProperty("advertiserSeats")[0].GetProperty("currentSeats")
        .EnumerateArray().Select(seat => seat.Text("exchangeId")!)];
}
