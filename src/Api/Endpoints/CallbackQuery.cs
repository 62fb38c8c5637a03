using Accounts.Domain.Common;
using Accounts.Domain.Connections;

namespace Accounts.Api.Endpoints;

/// <summary>The query of Amazon's redirect. A repeated or too long parameter counts as absent.</summary>
internal sealed class CallbackQuery(IQueryCollection query)
{
    public Secret? State => Single("state", maxLength: 100) is { } state ? Secret.From(state) : null;

    /// <summary>Visible ASCII only.</summary>
    public Secret? Code => Single("code", maxLength: 2048) is { } code && code.All(c => c is > ' ' and < '\x7f') ? Secret.From(code) : null;

    public string? Scope => Single("scope", maxLength: 1000);

    public string? Error => query.ContainsKey("error") ? Single("error", maxLength: 100) ?? "unknown" : null;

    private string? Single(string name, int maxLength) =>
        query[name] is [{ Length: > 0 } value] && value.Length <= maxLength && CleanText.IsClean(value) ? value : null;
}
