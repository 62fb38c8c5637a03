using Accounts.Hosting.Postgres;
using Accounts.Hosting.Processes;
using Accounts.Local.Launch;

namespace Accounts.Local;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var signals = new StopSignals();
        try
        {
            var options = LocalOptions.Parse(arguments);
            if (options.Help)
            {
                Console.WriteLine(LocalOptions.Usage);
                return 0;
            }

            await new Launcher(options).RunAsync(signals.Stop);
            return 0;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return 0;
        }
        catch (Exception e) when (e is LaunchException or PostgresUnavailableException or ProcessExitedException or TimeoutException)
        {
            await Console.Error.WriteLineAsync($"\n{e.Message}");
            return 1;
        }
    }
}
