using System.Diagnostics;

namespace Accounts.Local.Launch;

/// <summary>One line a step, with how long it took.</summary>
internal static class Progress
{
    public static async Task<T> StepAsync<T>(string name, Func<Task<T>> work, Func<T, string> outcome)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Console.WriteLine($"  {name,-12}{outcome(result)} ({Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s)");
        return result;
    }

    public static void Say(string line) => Console.WriteLine($"  {"",-12}{line}");
}
