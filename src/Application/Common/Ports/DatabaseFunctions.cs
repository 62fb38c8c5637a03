using System.Text.Json;

namespace Accounts.Application.Common.Ports;

/// <summary>Functions of the database for use inside queries; they run nowhere else.</summary>
public static class DatabaseFunctions
{
    /// <summary>Whether Amazon reported errors of the account, in whichever country. Served by an index of such rows.</summary>
    public static bool HasErrors(JsonElement metadata) => throw OnlyInQueries();

    /// <summary>Whether a text contains another, whatever the case; nothing in it is a pattern.</summary>
    public static bool Mentions(string text, string part) => throw OnlyInQueries();

    private static NotSupportedException OnlyInQueries() => new("This runs in the database only.");
}
