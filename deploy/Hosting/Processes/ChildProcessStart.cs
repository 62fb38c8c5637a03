namespace Accounts.Hosting.Processes;

/// <summary>What a <see cref="ChildProcess"/> runs and how.</summary>
public sealed record ChildProcessStart(string Program, params string[] Arguments)
{
    /// <summary>Variables to set in addition to those of this process. A null value removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingFolder { get; init; }

    /// <summary>A file that receives every line of output. It is truncated at the start.</summary>
    public string? LogFile { get; init; }

    /// <summary>A .NET program, run by the same <c>dotnet</c> host as this process.</summary>
    public static ChildProcessStart Dotnet(string dll, params string[] arguments) =>
        new(Command.Dotnet, [dll, .. arguments]) { WorkingFolder = Path.GetDirectoryName(dll) };
}
