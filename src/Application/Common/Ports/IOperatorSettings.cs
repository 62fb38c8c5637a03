namespace Accounts.Application.Common.Ports;

/// <summary>Values that an operator may change without a restart, in <c>application_config</c>.</summary>
public interface IOperatorSettings
{
    /// <returns>The text as it was written, or null when there is none.</returns>
    Task<string?> FindAsync(string key, CancellationToken ct);
}
