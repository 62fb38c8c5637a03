namespace Accounts.Simulators;

internal static class Program
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical); // it logs every intentional connection reset
        var options = builder.Configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new SimulatorOptions();
        builder.Services.AddSimulators(options);

        await using var app = builder.Build().MapSimulators();
        await app.StartAsync();
        app.SettleAddress();
        await app.WaitForShutdownAsync();
    }
}
