using System.ComponentModel;
using System.Diagnostics;

namespace Accounts.Local.Processes;

/// <summary>A program run to its end.</summary>
internal sealed record Command(int ExitCode, string Output, string Errors)
{
    /// <summary>The line that says most: the first that speaks of an error, else the first of all.</summary>
    public string FirstLine
    {
        get
        {
            var lines = $"{Errors}\n{Output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault() ?? $"exit code {ExitCode}";
        }
    }

    /// <returns>Null when there is no such program.</returns>
    public static async Task<Command?> RunAsync(string program, IEnumerable<string> arguments, CancellationToken ct, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
            Environment = { ["LC_ALL"] = "C" },
        };

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            await using var ended = ct.Register(() => process.Kill(entireProcessTree: true));
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new Command(process.ExitCode, await output, await errors);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
