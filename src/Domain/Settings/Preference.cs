using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Accounts.Domain.Settings;

/// <summary>A preference: its name, the value of a user who has set none, and the values that it accepts.</summary>
/// <param name="Expected">What a valid value looks like.</param>
public sealed partial record Preference(string Name, JsonElement Default, Func<JsonElement, bool> Accepts, string Expected)
{
    /// <summary>The default account is not stored with the settings: it is the account with this flag.</summary>
    public const string DefaultAccount = "default_account_id";

    public static IReadOnlyList<Preference> All { get; } =
    [
        Switch("notifications_enabled", true),
        Switch("email_notifications", true),
        Switch("auto_refresh_tokens", true),
        Number("refresh_interval_hours", 1, 24, 1),
        new(DefaultAccount, JsonElement.Parse("null"), v =>
            v.ValueKind == JsonValueKind.Null || (v.ValueKind == JsonValueKind.String && v.TryGetGuid(out _)), "the id of an account, or null"),
        Choice("dashboard_layout", "grid", "list"),
        Number("items_per_page", 5, 100, 50),
        Text("timezone", "UTC", IsTimezone, "an IANA time zone, such as Europe/Berlin"),
        Text("date_format", "YYYY-MM-DD", DateFormat().IsMatch, "1 to 20 characters: Y, M and D with spaces, commas, dots, slashes or hyphens"),
        Choice("time_format", "24h", "12h"),
        Choice("theme", "system", "light", "dark"),
        Switch("show_expired_accounts", true),
        Switch("show_disconnected_accounts", true),
        Switch("auto_expand_details", false),
        Switch("enable_keyboard_shortcuts", true),
    ];

    /// <summary>The accepted texts, if they are a fixed set.</summary>
    public IReadOnlyList<string>? Choices { get; private init; }

    /// <summary>The smallest accepted number.</summary>
    public int? Least { get; private init; }

    /// <summary>The largest accepted number.</summary>
    public int? Most { get; private init; }

    private static readonly FrozenDictionary<string, Preference> ByName = All.ToFrozenDictionary(p => p.Name, StringComparer.Ordinal);

    public static Preference? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The stored value, or the default if none is stored or the stored one is not valid.</summary>
    public JsonElement ValueIn(JsonElement stored) =>
        stored.ValueKind == JsonValueKind.Object && stored.TryGetProperty(Name, out var value) && Accepts(value) ? value : Default;

    private static Preference Switch(string name, bool preset) =>
        new(name, JsonElement.Parse(preset ? "true" : "false"), v => v.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false");

    private static Preference Number(string name, int least, int most, int preset) => new(
        name, JsonSerializer.SerializeToElement(preset), v =>
            v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var number) && number >= least && number <= most,
        $"a whole number from {least} to {most}")
    {
        Least = least,
        Most = most,
    };

    private static Preference Choice(string name, string preset, params string[] others) =>
        Text(name, preset, text => text == preset || others.Contains(text), $"one of {string.Join(", ", [preset, .. others])}") with
        {
            Choices = [preset, .. others],
        };

    private static Preference Text(string name, string preset, Func<string, bool> accepts, string expected) =>
        new(name, JsonSerializer.SerializeToElement(preset), v =>
            v.ValueKind == JsonValueKind.String && IsWellFormed(v, out var text) && accepts(text), expected);

    /// <summary>JSON can escape half of a surrogate pair, which is no text.</summary>
    private static bool IsWellFormed(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    /// <summary>Windows' names of time zones are found too, but have no IANA id.</summary>
    private static bool IsTimezone(string text) =>
        TimezoneName().IsMatch(text) && TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId && zone.Id == text;

    [GeneratedRegex(@"\A[YMD ,./-]{1,20}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DateFormat();

    [GeneratedRegex(@"\A[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TimezoneName();
}
