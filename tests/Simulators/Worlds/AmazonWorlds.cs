namespace Accounts.Simulators.Worlds;

/// <summary>The demo Amazon logins and the world of each.</summary>
internal sealed class AmazonWorlds
{
    private readonly Dictionary<string, AmazonWorld> _worlds;

    public AmazonWorlds(SimulatorOptions options, SimulatorClock clock)
    {
        var shared = Dice.For(options.Seed, "shared");
        var names = new AccountNames(options.OrdinaryNames);
        AmazonWorld World(string login, string displayName, bool isNew)
        {
            var own = Dice.For(options.Seed, login);
            var size = options.AccountsByLogin.TryGetValue(login, out var named) ? named : isNew ? 0 : options.Accounts;
            var accounts = new AccountGenerator(own, shared, options.SharedAccounts, names, clock.GetUtcNow());
            var profiles = new ProfileGenerator(own, accounts, options.Profiles);
            var agencies = new AgencyGenerator(displayName, own, shared, isNew ? AgencyCounts.None : AgencyCounts.Of(options), names);
            var managers = new ManagerGenerator(displayName, own, isNew ? 0 : options.Managers, options.LinksPerManager, profiles, agencies, names,
                size);
            return new AmazonWorld(login, displayName, accounts, profiles, agencies, managers, clock, size);
        }

        _worlds = new[]
        {
            World("northwind", "Northwind Agency", isNew: false),
            World("contoso", "Contoso Brands", isNew: false),
            World("fabrikam", "Fabrikam Newcomer", isNew: true),
        }.ToDictionary(world => world.Login);
    }

    public IEnumerable<AmazonWorld> All => _worlds.Values;

    public AmazonWorld Of(string login) => _worlds.TryGetValue(login, out var world)
        ? world
        : throw new ArgumentException($"No Amazon login is called '{login}'. Known: {string.Join(", ", _worlds.Keys)}.", nameof(login));

    public bool Knows(string? login) => login is not null && _worlds.ContainsKey(login);
}
