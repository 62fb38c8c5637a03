using System.Globalization;

namespace Accounts.Application.Common;

/// <summary>Describes a change for the audit log: each changed member with the values before and after.</summary>
internal static class AuditedChange
{
    public static Dictionary<string, string> Between(params IEnumerable<(string Name, object? Before, object? After)> members) =>
        members.Where(m => !Equals(m.Before, m.After)).ToDictionary(
            m => m.Name, m => string.Create(CultureInfo.InvariantCulture, $"{m.Before ?? "none"} → {m.After ?? "none"}"), StringComparer.Ordinal);
}
