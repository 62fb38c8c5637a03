namespace Accounts.Local.Processes;

public sealed record ChildProcessStart(string Program, params string[] Arguments)
{
    /// <summary>Added to this process's own environment; null removes a variable.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    public string? WorkingFolder { get; init; }

    /// <summary>Every line of output is also written here, from empty.</summary>
    public string? LogFile { get; init; }

    /// <summary>A .NET program, by the same <c>dotnet</c> that runs this one.</summary>
    public static ChildProcessStart Dotnet(string dll, params string[] arguments) =>
        new(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll, .. arguments]) { WorkingFolder = Path.GetDirectoryName(dll) };
}
