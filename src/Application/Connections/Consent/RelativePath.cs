namespace Accounts.Application.Connections.Consent;

/// <summary>Where a browser may be sent after consent: a path on the frontend and nothing else, or we would be an open redirector.</summary>
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
