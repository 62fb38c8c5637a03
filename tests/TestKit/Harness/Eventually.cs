using System.Runtime.CompilerServices;

namespace Accounts.TestKit.Harness;

/// <summary>Waits until a condition holds. Tests wait for a condition, never for a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Fails after a minute and names <paramref name="what"/>, by default the condition's source text.</summary>
    public static Task IsTrueAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        IsTrueAsync(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="IsTrueAsync(Func{bool}, string)"/>
    public static async Task IsTrueAsync(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var deadline = new CancellationTokenSource(Timeout);
        while (!await condition())
        {
            deadline.IsCancellationRequested.ShouldBeFalse($"Not within {Timeout.TotalSeconds} s: {what}");
            await Task.Delay(Pause);
        }
    }
}
