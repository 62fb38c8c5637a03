using System.Text.Json;

namespace Accounts.Application.Common.Ports;

/// <summary>Database functions for use in queries. They cannot be called from code.</summary>
public static class DatabaseFunctions
{
    /// <summary>Whether Amazon reported errors for the account in any country. An index of such rows serves it.</summary>
    public static bool HasErrors(JsonElement metadata) => throw OnlyInQueries();

    /// <summary>Whether a text contains another one, ignoring case. The searched text is literal, not a pattern.</summary>
    public static bool Mentions(string text, string part) => throw OnlyInQueries();

    private static NotSupportedException OnlyInQueries() => new("This runs in the database only.");
}
