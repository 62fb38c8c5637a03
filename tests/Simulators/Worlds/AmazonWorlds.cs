namespace Accounts.Simulators.Worlds;

/// <summary>The demo Amazon logins and what each of them sees.</summary>
internal sealed class AmazonWorlds
{
    private readonly Dictionary<string, AmazonWorld> _worlds;

    public AmazonWorlds(SimulatorOptions options, SimulatorClock clock)
    {
        var shared = Dice.For(options.Seed, "shared");
        AmazonWorld World(string login, string displayName, int accounts)
        {
            var own = Dice.For(options.Seed, login);
            var generator = new AccountGenerator(own, shared, options.SharedAccounts, clock.GetUtcNow());
            return new AmazonWorld(login, displayName, generator, own, clock, options.AccountsByLogin.TryGetValue(login, out var size) ? size : accounts);
        }

        _worlds = new[]
        {
            World("northwind", "Northwind Agency", options.Accounts),
            World("contoso", "Contoso Brands", options.Accounts),
            World("fabrikam", "Fabrikam Newcomer", 0),
        }.ToDictionary(world => world.Login);
    }

    public IEnumerable<AmazonWorld> All => _worlds.Values;

    public AmazonWorld Of(string login) => _worlds.TryGetValue(login, out var world)
        ? world
        : throw new ArgumentException($"No Amazon login is called '{login}'. Known: {string.Join(", ", _worlds.Keys)}.", nameof(login));

    public bool Knows(string? login) => login is not null && _worlds.ContainsKey(login);
}
