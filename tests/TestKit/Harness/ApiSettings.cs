using System.Security.Cryptography;
using Accounts.Hosting.Processes;
using Accounts.Simulators;
using Accounts.Simulators.Lwa;

namespace Accounts.TestKit.Harness;

/// <summary>The settings of an instance. All instances of a world have the same ones except for the address.</summary>
public sealed class ApiSettings
{
    /// <summary>Periodic work runs every second, so that tests do not wait for it.</summary>
    public static readonly (string Name, string Value)[] ShortTicks =
        [("Jobs:Tick", "00:00:01"), ("Scheduling:DueSyncs", "00:00:01"), ("Scheduling:DueAccounts", "00:00:01"),
            ("Scheduling:DueSeats", "00:00:01"), ("Scheduling:Heartbeat", "00:00:01")];

    private readonly Dictionary<string, string> _values;

    private ApiSettings(Dictionary<string, string> values) => _values = values;

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_');

    public static ApiSettings For(string postgres, SimulatorHost simulators, SimulatorOptions options, string key)
    {
        var values = new Dictionary<string, string>
        {
            ["environment"] = "Production",
            ["ConnectionStrings:Accounts"] = postgres,
            ["Clerk:Issuer"] = simulators.Clerk.Issuer,
            ["Clerk:AuthorizedParties:0"] = options.AuthorizedParty,
            ["AmazonAds:ClientId"] = options.ClientId,
            ["AmazonAds:ClientSecret"] = options.ClientSecret,
            ["AmazonAds:RedirectUri"] = options.RedirectUris[0],
            ["TokenEncryption:Keys:0"] = key,
            ["Frontend:Url"] = options.AuthorizedParty,
            ["Resilience:BaseDelay"] = "00:00:00.010",
            ["Resilience:RetryShare"] = "10",
            ["Resilience:Breaker:MinimumCalls"] = "1000", // tests share a world: failures in one test must not open the breaker for the next
            ["TokenRefresh:Interval"] = "00:10:00", // no refresh except those that a test asks for
            ["Shutdown:DrainFor"] = "00:00:00",
            ["Sync:Interval"] = "00:00:00", // no scheduled sync unless a test requests it
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var family in new[] { "AdsAccounts", "Profiles", "Managers", "DspAdvertisers", "DspSeats", "DspCampaigns" })
        {
            values[$"AmazonAds:Limits:{family}:Rate"] = "10000"; // no rate limit unless a test covers it
            values[$"AmazonAds:Limits:{family}:Burst"] = "10000";
        }

        foreach (var policy in new[] { "General", "StoredReads", "Reauthorize", "Health", "Sync", "SeatRefresh", "AuthStatus", "OAuthStart" })
            values[$"RateLimits:{policy}:Limit"] = "1000000"; // no limit unless a test covers it

        foreach (var region in new[] { "NA", "EU", "FE" })
        {
            var host = $"{simulators.Address}{region.ToLowerInvariant()}";
            values[$"AmazonAds:Regions:{region}:ApiUrl"] = host + "/";
            values[$"AmazonAds:Regions:{region}:TokenUrl"] = host + "/auth/o2/token";
            values[$"AmazonAds:Regions:{region}:ConsentUrl"] = host + "/ap/oa";
        }

        return new ApiSettings(values);
    }

    /// <summary>The secrets that only the instances may see.</summary>
    public IEnumerable<IssuedSecret> Secrets =>
        from value in _values
        where value.Key.EndsWith("Secret", StringComparison.Ordinal) || value.Key.StartsWith("TokenEncryption:Keys", StringComparison.Ordinal)
        select new IssuedSecret($"the setting {value.Key}", value.Value);

    public ApiSettings With(params (string Name, string Value)[] changes)
    {
        var changed = new Dictionary<string, string>(_values);
        foreach (var (name, value) in changes) changed[name] = value;
        return new ApiSettings(changed);
    }

    public string[] AsArguments(Uri address) => [$"--urls={address}", .. _values.Select(v => $"--{v.Key}={v.Value}")];

    public ChildProcessStart AsProcess(Uri address) => Programs.Api($"--urls={address}") with
    {
        Environment = _values.ToDictionary(v => v.Key == "environment" ? "ASPNETCORE_ENVIRONMENT" : v.Key.Replace(":", "__"), v => (string?)v.Value),
    };
}
