using System.Text.Json;
using Accounts.Application.Accounts;
using Accounts.Domain.Accounts;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Accounts;

/// <summary>
/// A page of the wrong shape is refused whole: read as empty, it would make every account look gone. An account of the wrong
/// shape is left out alone.
/// </summary>
internal static class AdsAccountsTranslator
{
    private const int TextMaxLength = 255;

    public static RemoteAccountPage ToPage(ListAccountsResponse wire)
    {
        if (wire.AdsAccounts.ValueKind != JsonValueKind.Array) throw new AmazonContractException("adsAccounts is not a list");

        var accounts = new Dictionary<string, RemoteAccount>(StringComparer.Ordinal);
        var skipped = 0;
        foreach (var entry in wire.AdsAccounts.EnumerateArray())
        {
            if (ToAccount(new AdsAccountWire(entry)) is { } account) accounts[account.AmazonAccountId] = account;
            else skipped++;
        }

        return new RemoteAccountPage([.. accounts.Values], Cursor(wire.NextToken), skipped);
    }

    private static string? Cursor(JsonElement token) => token.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String when token.Text() is { } text => text.Length == 0 ? null : text,
        _ => throw new AmazonContractException("nextToken is not text"), // taken for the last page, it would end the listing early
    };

    private static RemoteAccount? ToAccount(AdsAccountWire wire)
    {
        if (wire.AdsAccountId.Text() is not { } id || !IsId(id)) return null;

        var alternateIds = wire.AlternateIds.Items().Select(i => ToAlternateId(new AlternateIdWire(i))).OfType<AlternateId>().ToArray();
        var countries = wire.CountryCodes.Items().Select(c => Clean(c, TextMaxLength)).OfType<string>().ToArray();
        if (countries.Length == 0) countries = [.. alternateIds.Select(a => a.CountryCode)];
        return new RemoteAccount(
            id,
            Clean(wire.AccountName, TextMaxLength) ?? id,
            Clean(wire.Status, AmazonAccountStatus.MaxLength) is { } word ? new AmazonAccountStatus(word) : null,
            [.. countries.Distinct(StringComparer.Ordinal)],
            AlternateId.MergePerCountry(alternateIds),
            StorableJson.Of(wire.Errors));
    }

    private static AlternateId? ToAlternateId(AlternateIdWire wire) =>
        Clean(wire.CountryCode, TextMaxLength) is { } country
            ? new AlternateId(country, ProfileId(wire.ProfileId), Clean(wire.EntityId, TextMaxLength))
            : null;

    /// <summary>The digits as they came: beyond 2^53 a number would be rounded on its way through most readers.</summary>
    private static string? ProfileId(JsonElement id) =>
        id.ValueKind != JsonValueKind.Number ? Clean(id, TextMaxLength)
        : id.TryGetInt64(out _) || id.TryGetUInt64(out _) ? id.GetRawText()
        : null;

    /// <summary>Source: Advertising Accounts 3.0, pattern of <c>adsAccountId</c>.</summary>
    private static bool IsId(string text) =>
        text.Length is > 0 and <= TextMaxLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-');

    /// <summary>Without control characters (the database refuses NUL), no longer than fits, and never half of a surrogate pair.</summary>
    private static string? Clean(JsonElement element, int maxLength)
    {
        var text = string.Concat((element.Text() ?? "").Where(c => !char.IsControl(c)));
        if (text.Length > maxLength) text = text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
