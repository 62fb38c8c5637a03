namespace Accounts.Simulators;

/// <summary>How a simulator starts. Read from <c>Simulators:*</c> when run as a program.</summary>
public sealed class SimulatorOptions
{
    public const string Section = "Simulators";

    /// <summary>Accounts behind each of the logins <c>northwind</c> and <c>contoso</c>; <c>fabrikam</c> has none.</summary>
    public int Accounts { get; set; } = 1000;

    /// <summary>Sizes that differ from <see cref="Accounts"/>, by login.</summary>
    public IDictionary<string, int> AccountsByLogin { get; init; } = new Dictionary<string, int>();

    /// <summary>How many of the first accounts every login sees alike. Zero keeps the worlds disjoint.</summary>
    public int SharedAccounts { get; set; }

    /// <summary>How many account profiles a login may reach, in listing order over all regions; agencies come on top. Null is all.</summary>
    public int? Profiles { get; set; }

    /// <summary>Agency profiles (DSP entities) of each login that is not new, spread over the regions. The one of AMAZON_ATTRIBUTION comes on top.</summary>
    public int Agencies { get; set; } = 3;

    /// <summary>How many of the first agencies every login sees alike: profile id, entity and advertisers.</summary>
    public int SharedAgencies { get; set; }

    /// <summary>DSP advertisers of each agency.</summary>
    public int AdvertisersPerAgency { get; set; } = 4;

    /// <summary>Manager accounts of each login that is not new, in each region.</summary>
    public int Managers { get; set; } = 1;

    /// <summary>What each of them is linked to, of all kinds. Amazon tells fifty at most.</summary>
    public int LinksPerManager { get; set; } = 12;

    /// <summary>
    /// Whether accounts and advertisers have ordinary names only. Otherwise some names contain HTML, quotes, emoji or right-to-left text.
    /// </summary>
    public bool OrdinaryNames { get; set; }

    /// <summary>The same seed gives the same ids, names and statuses on every run.</summary>
    public int Seed { get; set; } = 1;

    public string ClientId { get; set; } = "amzn1.application-oa2-client.simulator";

    public string ClientSecret { get; set; } = "amzn1.oa2-cs.v1.simulator";

    /// <summary>The allowed return URLs, compared character by character. HTTPS, or HTTP on a loopback host.</summary>
    public IList<string> RedirectUris { get; init; } = [];

    /// <summary>The origin written into Clerk tokens as <c>azp</c> when no browser origin is known.</summary>
    public string AuthorizedParty { get; set; } = "http://localhost:8000";

    /// <summary>
    /// Honours refresh tokens that an earlier run issued with the same client secret and seed, so that a database kept across runs
    /// still holds good connections. Revocations are forgotten with the run.
    /// </summary>
    public bool RemembersGrants { get; set; }

    /// <summary>The address others reach the simulator at, when it is not the one it listens on. Clerk's issuer is built from it.</summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>The clock that simulated time starts from.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
