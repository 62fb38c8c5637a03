using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Connections.Consent;

/// <summary>Limits of the authorization flow.</summary>
public sealed class AuthorizationOptions
{
    public const string Section = "Authorization";

    /// <summary>How long a state is valid. The browser's cookie is valid for ten minutes, so a longer time would not help.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:10:00", ErrorMessage = "Authorization:StateLifetime must be 1 to 10 minutes.")]
    public TimeSpan StateLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a state is kept, so that a late or repeated callback is recognised and audited.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00", ErrorMessage = "Authorization:KeepStatesFor must be 1 hour to 30 days.")]
    public TimeSpan KeepStatesFor { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How many flows a user may have under way; one more drops the oldest.</summary>
    [Range(1, 100, ErrorMessage = "Authorization:MaxPending must be 1 to 100.")]
    public int MaxPending { get; init; } = 5;
}
