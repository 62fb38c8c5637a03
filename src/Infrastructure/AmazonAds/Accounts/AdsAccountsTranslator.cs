using System.Text.Json;
using Accounts.Application.Accounts;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Infrastructure.AmazonAds.Http;

namespace Accounts.Infrastructure.AmazonAds.Accounts;

/// <summary>
/// A page of the wrong shape is refused whole: read as empty, it would make every account look gone. An account of the wrong
/// shape is left out alone.
/// </summary>
internal static class AdsAccountsTranslator
{
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

    public static RemoteAccount ToAccount(AccountResponse wire) =>
        ToAccount(new AdsAccountWire(wire.AdsAccount)) ?? throw new AmazonContractException("adsAccount has no usable id");

    private static string? Cursor(JsonElement token) => token.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.String when token.Text() is { } text && CleanText.IsClean(text) => text.Length == 0 ? null : text,
        _ => throw new AmazonContractException("nextToken is not text"), // taken for the last page, it would end the listing early
    };

    private static RemoteAccount? ToAccount(AdsAccountWire wire)
    {
        if (wire.AdsAccountId.PlainId() is not { } id) return null;

        var alternateIds = wire.AlternateIds.Items().Select(i => ToAlternateId(new AlternateIdWire(i))).OfType<AlternateId>().ToArray();
        var countries = wire.CountryCodes.Items().Select(c => c.Country()).OfType<string>().ToArray();
        if (countries.Length == 0) countries = [.. alternateIds.Select(a => a.CountryCode)];
        return new RemoteAccount(
            id,
            wire.AccountName.Clean() ?? id,
            wire.Status.Clean(AmazonAccountStatus.MaxLength) is { } word ? new AmazonAccountStatus(word) : null,
            [.. countries.Distinct(StringComparer.Ordinal)],
            AlternateId.MergePerCountry(alternateIds),
            StorableJson.Of(wire.Errors, ErrorKey));
    }

    /// <summary>Errors are listed per country; another key stays as it is.</summary>
    private static string ErrorKey(string name) => name.Length == 2 ? CountryCode.Normalize(name) : name;

    private static AlternateId? ToAlternateId(AlternateIdWire wire) =>
        wire.CountryCode.Country() is { } country ? new AlternateId(country, wire.ProfileId.LongId(), wire.EntityId.Clean()) : null;
}
