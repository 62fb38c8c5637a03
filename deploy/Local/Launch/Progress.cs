using System.Diagnostics;

namespace Accounts.Local.Launch;

/// <summary>
/// Prints one line per step with its duration. On a terminal the line of a running step shows the elapsed seconds. Elsewhere a step
/// that takes more than a second prints a line first, so that the output never stops without a reason.
/// </summary>
internal static class Progress
{
    private const string ClearLine = "\r\u001b[K";
    private static readonly Lock Gate = new();
    private static readonly bool IsTerminal = !Console.IsOutputRedirected;

    public static async Task<T> StepAsync<T>(string name, string activity, Func<Task<T>> work, Func<T, string> outcome)
    {
        var started = Stopwatch.GetTimestamp();
        using var done = new CancellationTokenSource();
        var showing = ShowAsync(name, activity, started, done.Token);
        T result;
        try
        {
            result = await work();
        }
        finally
        {
            await done.CancelAsync();
            await showing;
        }

        WriteLine(Line(name, $"{outcome(result)} ({Seconds(started):0.0} s)"));
        return result;
    }

    /// <summary>Prints one line between the steps.</summary>
    public static void Report(string line) => WriteLine(Line("", line));

    private static async Task ShowAsync(string name, string activity, long started, CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            do
            {
                if (IsTerminal) Write(Line(name, $"{activity} {Seconds(started):0} s"));
            }
            while (await timer.WaitForNextTickAsync(done) && IsTerminal);

            WriteLine(Line(name, activity));
        }
        catch (OperationCanceledException)
        {
            if (IsTerminal) Write("");
        }
    }

    private static string Line(string name, string text) => $"  {name,-12}{text}";

    private static double Seconds(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;

    private static void Write(string line)
    {
        lock (Gate) Console.Write($"{ClearLine}{line}");
    }

    private static void WriteLine(string line)
    {
        lock (Gate) Console.WriteLine(IsTerminal ? $"{ClearLine}{line}" : line);
    }
}
