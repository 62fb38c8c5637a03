namespace Accounts.Application.Common.Ports;

public interface IAmazonAvailability
{
    /// <summary>Whether Amazon's API answered when it was last called; true before the first call.</summary>
    bool IsUp { get; }
}
