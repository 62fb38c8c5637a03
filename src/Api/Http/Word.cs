using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Accounts.Api.Http;

/// <summary>An enum in a query, as its word on the wire; unlike the framework's own binding it takes no numbers.</summary>
public readonly record struct Word<TEnum>(TEnum Value) : IParsable<Word<TEnum>>
    where TEnum : struct, Enum
{
    /// <summary>The words, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(Of)];

    public static Word<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"Expected one of {string.Join(", ", All)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<TEnum> result)
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Of(value) != s) continue;
            result = new Word<TEnum>(value);
            return true;
        }

        result = default;
        return false;
    }

    /// <summary>Names that are all capitals, such as regions, stay as they are.</summary>
    private static string Of(TEnum value)
    {
        var name = value.ToString();
        return name.All(char.IsUpper) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}
