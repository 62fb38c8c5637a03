namespace Accounts.Api.Auth;

/// <summary>Loads the keys at startup, so that the first request does not wait, and hourly, so that a revoked key stops working.</summary>
internal sealed class ClerkKeyRefresh(ClerkSigningKeys keys, TimeProvider clock) : BackgroundService
{
    public static readonly TimeSpan UntilFirstLoaded = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan WhileClerkIsDown = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Ordinarily = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await keys.LoadAsync() ? Ordinarily : keys.Ready ? WhileClerkIsDown : UntilFirstLoaded;
            await Task.Delay(pause, clock, stoppingToken);
        }
    }
}
