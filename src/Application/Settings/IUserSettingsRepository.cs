using Accounts.Domain.Common;
using Accounts.Domain.Settings;

namespace Accounts.Application.Settings;

/// <summary>Loads settings to be changed.</summary>
public interface IUserSettingsRepository
{
    /// <summary>The user's settings, or null if the user has changed none.</summary>
    Task<UserSettings?> FindAsync(UserId user, CancellationToken ct);

    void Add(UserSettings settings);

    /// <summary>Discards the loaded state, so that the next read returns what is stored now.</summary>
    void Forget();
}
