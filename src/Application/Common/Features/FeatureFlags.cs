using System.Collections.Concurrent;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Common.Features;

internal sealed partial class FeatureFlags(
    IOperatorSettings settings, IOptions<FeatureOptions> options, TimeProvider clock, ILogger<FeatureFlags> logger) : IFeatureFlags
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Feature, (Rollout Rollout, long ReadAt)> _known = new();

    public async ValueTask<bool> IsOnAsync(Feature feature, UserId user, CancellationToken ct) =>
        (await FindAsync(feature, ct)).Includes(feature.ToString(), user);

    public async ValueTask<Rollout> FindAsync(Feature feature, CancellationToken ct)
    {
        if (_known.TryGetValue(feature, out var known) && clock.GetElapsedTime(known.ReadAt) < Lifetime) return known.Rollout;

        var rollout = await ReadAsync(feature, ct);
        _known[feature] = (rollout, clock.GetTimestamp());
        return rollout;
    }

    private async Task<Rollout> ReadAsync(Feature feature, CancellationToken ct)
    {
        var configured = options.Value.Of(feature);
        if (await settings.FindAsync($"{FeatureOptions.Section}:{feature}", ct) is not { } text) return configured;
        if (Rollout.Parse(text) is { } wanted) return wanted;

        LogUnusable(feature);
        return configured;
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "application_config contains an invalid value for Features:{Feature}; the configured one is used")]
    private partial void LogUnusable(Feature feature);
}
