using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Accounts.Api.RateLimiting;

/// <summary>Counts requests: under shared policies in the database, under the others in this instance's memory.</summary>
internal sealed class RequestLimits(IOptions<RateLimitsOptions> options, ISharedLimits shared, IMemoryCache cache, TimeProvider clock)
{
    private static readonly TimeSpan RememberAccountsFor = TimeSpan.FromMinutes(1);

    private readonly RequestWindows<(UserId, string)>[] _windows =
        [.. Enum.GetValues<RateLimitPolicy>().Select(_ => new RequestWindows<(UserId, string)>(clock))];

    public TimeSpan WindowOf(RateLimitPolicy policy) => options.Value.Of(policy).Window;

    /// <summary>The number of accounts is looked up only if the policy's own limit is reached.</summary>
    public async ValueTask<RequestCount> CountAsync(LimitedSubject subject, CancellationToken ct)
    {
        var rule = options.Value.Of(subject.Policy);
        var count = await CountAsync(subject, rule.Limit, rule.Window, ct);
        if (count.IsWithin || !subject.Policy.GrowsWithAccounts()) return count;

        var limit = await AccountsAsync(subject.User, ct) * options.Value.PerAccount;
        return limit > rule.Limit ? await CountAsync(subject, (int)limit, rule.Window, ct) : count;
    }

    private async ValueTask<RequestCount> CountAsync(LimitedSubject subject, int limit, TimeSpan window, CancellationToken ct) =>
        subject.Policy.IsShared()
            ? await shared.CountAsync(subject.User, subject.Name, limit, window, ct)
            : _windows[(int)subject.Policy].Take((subject.User, subject.Part), limit, window);

    private Task<long> AccountsAsync(UserId user, CancellationToken ct) => cache.GetOrCreateAsync(("account-count", user), entry =>
    {
        entry.AbsoluteExpirationRelativeToNow = RememberAccountsFor;
        return shared.AccountsOfAsync(user, ct);
    });
}
