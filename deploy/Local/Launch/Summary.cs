using Accounts.Hosting;
using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Npgsql;

namespace Accounts.Local.Launch;

/// <summary>What the run command prints when everything runs: where it is and what to do next.</summary>
internal static class Summary
{
    public static string Of(Addresses addresses, ExternalServices services, PostgresServer postgres, string ownerConnectionString, int accounts)
    {
        var database = new NpgsqlConnectionStringBuilder(ownerConnectionString);
        var amazon = services.UsesAmazon ? "Amazon's, as configured" : $"simulated, {accounts} accounts per login, at {addresses.Simulators}";
        var clerk = services.UsesClerk ? "Clerk's, as configured" : $"simulated, at {addresses.Simulators}/clerk";
        var logs = $"{Shorten(LocalFolder.Logs)}/*.log{(postgres.LogFile is { } log ? $" and {Shorten(log)}" : "")}";
        return $"""

            Ready: open {addresses.Api}
              {NextSteps(services)}

              {Page(addresses)}
              API         {addresses.Api}/api/v1, described at {addresses.Api}/docs
              Amazon      {amazon}
              Clerk       {clerk}
              Postgres    {database.Host}:{database.Port}, database {database.Database}, user {database.Username}
              Logs        {logs}

            Ctrl-C stops everything. Data is kept in .local for the next start; `-- --fresh` deletes it, `-- --help` lists all options.
            """;
    }

    private static string Page(Addresses addresses)
    {
        var path = Environment.GetEnvironmentVariable("Frontend__StaticPath") is { Length: > 0 } ? "/app" : "";
        return Programs.HasDashboard
            ? $"Dashboard   {addresses.Api}{path}" : $"Start page  {addresses.Api}, in place of the dashboard, which has not been built";
    }

    private static string Shorten(string path) =>
        path.StartsWith(Repository.Root, StringComparison.Ordinal) ? Path.GetRelativePath(Repository.Root, path) : path;

    private static string NextSteps(ExternalServices services) => services switch
    {
        { UsesClerk: false, UsesAmazon: false } =>
            "Sign in as a demo user, press Connect Amazon and allow the access. The accounts appear within seconds.",
        { UsesClerk: false } => "Sign in as a demo user, press Connect Amazon and log in to Amazon.",
        _ => "Sign in with Clerk and press Connect Amazon.",
    };
}
