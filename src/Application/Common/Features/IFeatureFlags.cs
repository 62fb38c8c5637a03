using Accounts.Domain.Common;

namespace Accounts.Application.Common.Features;

/// <summary>For whom features are on at present. A change by an operator applies within seconds.</summary>
public interface IFeatureFlags
{
    /// <summary>The operator's current value, or the configured one.</summary>
    ValueTask<Rollout> FindAsync(Feature feature, CancellationToken ct);

    ValueTask<bool> IsOnAsync(Feature feature, UserId user, CancellationToken ct);
}
