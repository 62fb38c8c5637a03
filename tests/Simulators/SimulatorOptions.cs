using Accounts.Simulators.Control;

namespace Accounts.Simulators;

/// <summary>The start-up options of a simulator. Read from <c>Simulators:*</c> when run as a program.</summary>
public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>The number of accounts of each of the logins <c>northwind</c> and <c>contoso</c>; <c>fabrikam</c> has none.</summary>
    public int Accounts { get; set; } = 1000;

    /// <summary>Account counts that differ from <see cref="Accounts"/>, by login.</summary>
    public IDictionary<string, int> AccountsByLogin { get; init; } = new Dictionary<string, int>();

    /// <summary>The number of leading accounts that all logins share. Zero keeps the worlds disjoint.</summary>
    public int SharedAccounts { get; set; }

    /// <summary>The number of accessible account profiles per login, over all regions, without agency profiles. Null means all.</summary>
    public int? Profiles { get; set; }

    /// <summary>The number of agency profiles (DSP entities) per login that is not new, without the AMAZON_ATTRIBUTION profile.</summary>
    public int Agencies { get; set; } = 3;

    /// <summary>The number of leading agencies that all logins share, with the same profile id, entity and advertisers.</summary>
    public int SharedAgencies { get; set; }

    /// <summary>The number of DSP advertisers of each agency.</summary>
    public int AdvertisersPerAgency { get; set; } = 4;

    /// <summary>The number of manager accounts per region of each login that is not new.</summary>
    public int Managers { get; set; } = 1;

    /// <summary>The number of linked accounts per manager account, of all kinds. Amazon returns at most fifty.</summary>
    public int LinksPerManager { get; set; } = 12;

    /// <summary>
    /// Whether accounts and advertisers have ordinary names only. Otherwise some names contain HTML, quotes, emoji or right-to-left text.
    /// </summary>
    public bool OrdinaryNames { get; set; }

    /// <summary>The length of the continuation tokens of the ads accounts; zero for short ones. Amazon documents up to 6,000 characters.</summary>
    public int PageTokenLength { get; set; }

    /// <summary>A given seed produces the same ids, names and statuses on every run.</summary>
    public int Seed { get; set; } = 1;

    public string ClientId { get; set; } = "amzn1.application-oa2-client.simulator";

    public string ClientSecret { get; set; } = "amzn1.oa2-cs.v1.simulator";

    /// <summary>The allowed return URLs, compared character by character. HTTPS, or HTTP on a loopback host.</summary>
    public IList<string> RedirectUris { get; init; } = [];

    /// <summary>The origin written into Clerk tokens as <c>azp</c> when no browser origin is known.</summary>
    public string AuthorizedParty { get; set; } = "http://localhost:8000";

    /// <summary>
    /// Whether to accept refresh tokens that an earlier run issued with the same client secret and seed, so that connections in a database
    /// kept across runs stay valid. Revocations are not kept across runs.
    /// </summary>
    public bool RemembersGrants { get; set; }

    /// <summary>The public address of the simulator, if it differs from the address it listens on. Clerk's issuer is derived from it.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>
    /// Receives every call below the address of a region before its response leaves, without a response if a fault or a limit replaces it.
    /// </summary>
    public Action<Exchange>? Observer { get; set; }

    /// <summary>The clock on which simulated time is based.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
