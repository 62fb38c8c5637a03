using System.Security.Cryptography;
using System.Text;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.TokenProtection;

/// <summary>
/// A page token contains its purpose, the user and the list, all authenticated by the MAC. Stored tokens use the same key, so the purpose
/// prevents one of them from being accepted as a page token.
/// </summary>
internal sealed class PageTokens(KeyRing keys) : IPageTokens
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    public string Issue(UserId user, string filters, string position) => keys.Encrypt(Binding(user, filters) + position);

    public Result<string> Read(UserId user, string filters, string token)
    {
        var binding = Binding(user, filters);
        return keys.Decrypt(token, Lifetime) is { } text && text.StartsWith(binding, StringComparison.Ordinal)
            ? Result<string>.Success(text[binding.Length..])
            : AccountErrors.InvalidPageToken;
    }

    /// <summary>Every part has a fixed length, so the parts are unambiguous.</summary>
    private static string Binding(UserId user, string filters) =>
        $"page\n{user.Value:N}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(filters)))}\n";
}
