using System.ComponentModel.DataAnnotations;

namespace Accounts.Application.Registration;

/// <summary>How a registration is followed at Amazon.</summary>
public sealed class RegistrationOptions
{
    public const string Section = "Registration";

    /// <summary>The shortest delay between two questions to Amazon; it grows with the age of the registration.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00", ErrorMessage = "Registration:FirstPoll must be 100 milliseconds to 5 minutes.")]
    public TimeSpan FirstPoll { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The longest delay between two questions to Amazon.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "06:00:00", ErrorMessage = "Registration:LongestPoll must be 100 milliseconds to 6 hours.")]
    public TimeSpan LongestPoll { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long after an attempt whose response was lost its account is looked for; doubles with each attempt.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00", ErrorMessage = "Registration:SettleAfter must be 100 milliseconds to 1 hour.")]
    public TimeSpan SettleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When a registration that Amazon has not completed ends as failed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00", ErrorMessage = "Registration:GiveUpAfter must be 1 minute to 90 days.")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(7);
}
