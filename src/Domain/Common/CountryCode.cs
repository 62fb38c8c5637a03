namespace Accounts.Domain.Common;

/// <summary>
/// Country codes have one spelling in this service: upper case, and <c>GB</c> for the United Kingdom. Amazon's documents use both <c>UK</c> and
/// <c>GB</c>, and so do callers. A call that sends a country back to Amazon needs the spelling that its operation documents.
/// </summary>
public static class CountryCode
{
    /// <returns>The code of the same country in this service; null for null.</returns>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(code))]
    public static string? Normalize(string? code) => code?.ToUpperInvariant() is var upper && upper == "UK" ? "GB" : upper;
}
