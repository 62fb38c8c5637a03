using Accounts.Application.Connections.Refresh;

namespace Accounts.Infrastructure.Scheduling;

/// <summary>Refreshes tokens before they expire. Several instances share the work: each claims connections that no other has.</summary>
internal sealed class RefreshExpiringTokens(ProactiveRefresh refresh) : ITick
{
    public Task RunAsync(CancellationToken ct) => refresh.RunAsync(ct);
}
