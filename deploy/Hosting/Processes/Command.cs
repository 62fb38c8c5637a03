using System.ComponentModel;
using System.Diagnostics;

namespace Accounts.Hosting.Processes;

/// <summary>The result of a program that ran to its end.</summary>
public sealed record Command(int ExitCode, string Output, string Errors)
{
    /// <summary>The <c>dotnet</c> host that runs this process.</summary>
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";

    /// <summary>The most informative line: the first that contains "error", otherwise the first of all.</summary>
    public string FirstLine
    {
        get
        {
            var lines = $"{Errors}\n{Output}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return lines.FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.FirstOrDefault()
                ?? $"exit code {ExitCode}";
        }
    }

    /// <summary>Runs a program. Cancellation kills it and all processes that it started.</summary>
    /// <returns>Null if the program does not exist.</returns>
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
            await using var killing = ct.Register(() => process.Kill(entireProcessTree: true));
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
