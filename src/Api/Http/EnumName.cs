using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Accounts.Api.Http;

/// <summary>An enum value in a query, by its name on the wire. Unlike the framework's binding, it accepts no numbers.</summary>
public readonly record struct EnumName<TEnum>(TEnum Value) : IParsable<EnumName<TEnum>>
    where TEnum : struct, Enum
{
    /// <summary>The names, in the order of the enum.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<TEnum>().Select(Of)];

    public static EnumName<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var name) ? name : throw new FormatException($"Expected one of {string.Join(", ", All)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out EnumName<TEnum> result)
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (Of(value) != s) continue;
            result = new EnumName<TEnum>(value);
            return true;
        }

        result = default;
        return false;
    }

    /// <summary>Names in capitals, such as regions, are unchanged.</summary>
    private static string Of(TEnum value)
    {
        var name = value.ToString();
        return name.All(char.IsUpper) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }
}
