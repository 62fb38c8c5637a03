using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using Accounts.Infrastructure.TokenProtection;
using Npgsql;

namespace Accounts.IntegrationTests.Legacy;

/// <summary>A database as the Python service left it, its tokens really encrypted: <c>{{mine.…}}</c> with the service's key, <c>{{other.…}}</c>
/// with a lost one.</summary>
internal sealed partial class LegacyDatabase(string key, string refreshToken)
{
    private readonly string _lostKey = ApiSettings.NewKey();
    private readonly Dictionary<string, string> _tokens = [];

    public LegacyDatabase()
        : this(ApiSettings.NewKey(), "Atzr|never-used")
    {
    }

    /// <summary>The ciphertext that stands in the fixture, to compare with.</summary>
    public string Token(string name) => _tokens[name];

    public async Task LoadAsync(NpgsqlDataSource database, params string[] names)
    {
        foreach (var name in names) await database.ExecuteAsync(Placeholder().Replace(await ReadAsync(name), Encrypted));
    }

    public static async Task<string> ReadAsync(string name)
    {
        using var file = new StreamReader(typeof(LegacyDatabase).Assembly.GetManifestResourceStream(name)!);
        return await file.ReadToEndAsync();
    }

    private string Encrypted(Match mark)
    {
        var name = mark.Groups["name"].Value;
        var plain = name.EndsWith("refresh", StringComparison.Ordinal) ? refreshToken : "Atza|long-expired";
        if (_tokens.TryGetValue(name, out var token)) return token;

        return _tokens[name] = Fernet.Encode(Base64Url.DecodeFromChars(name.StartsWith("mine", StringComparison.Ordinal) ? key : _lostKey),
            Encoding.UTF8.GetBytes(plain), TimeProvider.System.GetUtcNow());
    }

    [GeneratedRegex(@"\{\{(?<name>[a-z.]+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
