using System.Globalization;

namespace Accounts.Local;

/// <summary>The options that may follow <c>dotnet run --project deploy/Local --</c>.</summary>
internal sealed record LocalOptions
{
    public const string Usage =
        """
        Starts Postgres, simulated Amazon and Clerk, and the API with its dashboard on this machine. Ctrl-C stops all of them.

        dotnet run --project deploy/Local -- [options]
          --port N            port of the API and its dashboard (8000)
          --accounts N        number of accounts that each simulated Amazon login has (1000)
          --fresh             delete the kept data and start with an empty database
          --throw-away        use a temporary database that is deleted at the end
          --postgres-port N   port of Postgres (the port of the last start; 15432 at first)
          --postgres-only     start Postgres alone and print its connection string
          --help              print this text

        Environment variables:
          ConnectionStrings__Accounts       use this Postgres instead of a private one
          PG_BIN                            use the PostgreSQL binaries in this folder
          AmazonAds__ClientId, …            use Amazon instead of the simulator (docs/configuration.md)
          Clerk__Issuer, …                  use Clerk instead of the simulator (docs/configuration.md)
          WithDashboard=false               do not build the dashboard, which needs Node 20.19 or newer
        """;

    private const int MaxPort = 65535;
    private const int MaxAccounts = 300_000;

    public bool Help { get; init; }

    public bool Fresh { get; init; }

    public int Accounts { get; init; } = 1000;

    public int Port { get; init; } = 8000;

    public int? PostgresPort { get; init; }

    public bool PostgresOnly { get; init; }

    public bool ThrowAway { get; init; }

    public static LocalOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LocalOptions();
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--help" or "-h" => options with { Help = true },
                "--fresh" => options with { Fresh = true },
                "--postgres-only" => options with { PostgresOnly = true },
                "--throw-away" => options with { ThrowAway = true },
                "--accounts" => options with { Accounts = NumberAfter(arguments, ref i, 0, MaxAccounts) },
                "--port" => options with { Port = NumberAfter(arguments, ref i, 1, MaxPort) },
                "--postgres-port" => options with { PostgresPort = NumberAfter(arguments, ref i, 1, MaxPort) },
                var unknown => throw new LaunchException($"Unknown option {unknown}.\n\n{Usage}"),
            };
        }

        return options;
    }

    private static int NumberAfter(IReadOnlyList<string> arguments, ref int i, int min, int max)
    {
        var text = ++i < arguments.Count ? arguments[i] : "";
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new LaunchException($"{arguments[i - 1]} needs a number from {min} to {max}.\n\n{Usage}");
    }
}
