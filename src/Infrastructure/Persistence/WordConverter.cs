using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Accounts.Infrastructure.Persistence;

/// <summary>An enum as the word the database's checks know: <c>NeedsReauth</c> is <c>needs_reauth</c>.</summary>
internal sealed class WordConverter<TEnum>() : ValueConverter<TEnum, string>(value => Words.Of(value), word => Words.Parse(word))
    where TEnum : struct, Enum
{
    public static class Words
    {
        private static readonly FrozenDictionary<TEnum, string> ByValue =
            Enum.GetValues<TEnum>().ToFrozenDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));

        private static readonly FrozenDictionary<string, TEnum> ByWord = ByValue.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static string Of(TEnum value) => ByValue[value];

        public static TEnum Parse(string word) => ByWord[word];
    }
}
