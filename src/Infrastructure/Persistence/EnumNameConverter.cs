using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Accounts.Infrastructure.Persistence;

/// <summary>Stores an enum value by the name that the database's checks use: <c>NeedsReauth</c> is <c>needs_reauth</c>.</summary>
internal sealed class EnumNameConverter<TEnum>() : ValueConverter<TEnum, string>(value => Names.Of(value), name => Names.Parse(name))
    where TEnum : struct, Enum
{
    public static class Names
    {
        private static readonly FrozenDictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        private static readonly FrozenDictionary<string, TEnum> ByName = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static string Of(TEnum value) => ByValue[value];

        public static TEnum Parse(string name) => ByName[name];
    }
}
