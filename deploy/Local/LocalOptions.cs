using System.Globalization;

namespace Accounts.Local;

/// <summary>What may follow <c>dotnet run --project deploy/Local --</c>.</summary>
internal sealed record LocalOptions
{
    public const string Usage =
        """
        dotnet run --project deploy/Local -- [options]
          --fresh             start with an empty database
          --accounts N        accounts at the simulated Amazon (1000)
          --port N            where the API listens (8000)
          --postgres-port N   where Postgres listens (a free port)
          --postgres-only     Postgres alone, for an API that is run elsewhere
          --throw-away        keep nothing of the database
        """;

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
                "--fresh" => options with { Fresh = true },
                "--postgres-only" => options with { PostgresOnly = true },
                "--throw-away" => options with { ThrowAway = true },
                "--accounts" => options with { Accounts = NumberAfter(arguments, ref i) },
                "--port" => options with { Port = NumberAfter(arguments, ref i) },
                "--postgres-port" => options with { PostgresPort = NumberAfter(arguments, ref i) },
                var unknown => throw new LaunchException($"Unknown option {unknown}.\n{Usage}"),
            };
        }

        return options;
    }

    private static int NumberAfter(IReadOnlyList<string> arguments, ref int i) =>
        ++i < arguments.Count && int.TryParse(arguments[i], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new LaunchException($"{arguments[i - 1]} needs a number.\n{Usage}");
}
