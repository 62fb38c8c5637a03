using Accounts.Domain.Connections;

namespace Accounts.Api.Endpoints;

/// <summary>What Amazon's redirect carried. A parameter that comes twice, or too long, counts as absent: nobody can tell which one was meant.</summary>
internal sealed class CallbackQuery(IQueryCollection query)
{
    public Secret? State => Single("state", maxLength: 100) is { } state ? Secret.From(state) : null;

    public string? Code => Single("code", maxLength: 4096);

    public string? Scope => Single("scope", maxLength: 1000);

    public string? Error => query.ContainsKey("error") ? Single("error", maxLength: 100) ?? "unknown" : null;

    private string? Single(string name, int maxLength) =>
        query[name] is [{ Length: > 0 } value] && value.Length <= maxLength && !value.Contains('\0', StringComparison.Ordinal) ? value : null;
}
