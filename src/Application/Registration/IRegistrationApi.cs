using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;

namespace Accounts.Application.Registration;

/// <summary>Registers accounts at Amazon. Source: Advertising Accounts 3.0, <c>POST /adsAccounts</c>.</summary>
public interface IRegistrationApi
{
    /// <summary>
    /// One attempt: Amazon's call has no idempotency key, so it is never retried. After <c>amazon.unavailable</c>, <c>amazon.timeout</c> and
    /// <c>amazon.invalid_answer</c> the account may exist. Other errors: <c>amazon.unauthorized</c>, <c>amazon.forbidden</c>,
    /// <c>amazon.throttled</c>, <c>amazon.rejected</c>.
    /// </summary>
    Task<Result<RegistrationAnswer>> RegisterAsync(Region region, AmazonLogin login, RegistrationRequest request, CancellationToken ct);
}

/// <summary>Amazon's response to a registration.</summary>
public abstract record RegistrationAnswer
{
    private RegistrationAnswer()
    {
    }

    /// <param name="Status">Usually PENDING; null if Amazon leaves it out.</param>
    public sealed record Accepted(string AmazonAccountId, AmazonAccountStatus? Status) : RegistrationAnswer;

    /// <param name="ErrorsJson">Amazon's reasons per country, as JSON.</param>
    public sealed record Refused(string? ErrorsJson) : RegistrationAnswer;
}
