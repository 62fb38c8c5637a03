using Accounts.Local.Launch;
using Accounts.Local.Postgres;
using Accounts.Local.Processes;

namespace Accounts.Local;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var signals = new StopSignals();
        try
        {
            await new Launcher(LocalOptions.Parse(arguments)).RunAsync(signals.Stop);
            return 0;
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            Console.WriteLine("Stopped.");
            return 0;
        }
        catch (Exception e) when (e is LaunchException or PostgresMissingException or ChildEndedException or TimeoutException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
