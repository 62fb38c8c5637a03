namespace Accounts.Application.Connections.Consent;

/// <summary>
/// Accepts only paths on the frontend as the target after consent. Anything else would make this service an open redirector.
/// </summary>
internal static class RelativePath
{
    private const int MaxLength = 500;

    public static bool IsSafe(string? path) =>
        path is { Length: > 0 and <= MaxLength }
        && path[0] == '/'
        && !path.StartsWith("//", StringComparison.Ordinal)
        && path.All(c => c is > ' ' and < '\x7f' and not '\\' and not '?' and not '#')
        && !path.Contains("%2f%2f", StringComparison.OrdinalIgnoreCase)
        && !path.Contains("%5c", StringComparison.OrdinalIgnoreCase);
}
