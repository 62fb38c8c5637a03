namespace Accounts.Application.Common.Ports;

/// <summary>Settings in <c>application_config</c> that an operator changes without a restart.</summary>
public interface IOperatorSettings
{
    /// <returns>The stored text, or null if there is none.</returns>
    Task<string?> FindAsync(string key, CancellationToken ct);
}
