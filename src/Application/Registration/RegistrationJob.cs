using Accounts.Application.Accounts;
using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Refresh;
using Accounts.Domain.Common;
using Accounts.Domain.Registration;
using Microsoft.Extensions.Options;

namespace Accounts.Application.Registration;

/// <summary>
/// Sends a registration to Amazon and follows it. The job has the registration's id. Each attempt is stored before it is made. After a lost
/// response the job looks for the account first, so that no account is created twice.
/// </summary>
internal sealed class RegistrationJob(
    IRegistrationRepository registrations, AccessTokens tokens, IRegistrationApi amazon, NamesakeAccounts namesakes, IAdsAccountsApi accounts,
    IAccountStore store, IAuditTrail audit, IUnitOfWork unitOfWork, IOptions<RegistrationOptions> options, TimeProvider clock) : IJobHandler
{
    private const string EndEvent = "account.registered";

    public async Task<JobStep> StepAsync(OwnedJob job, CancellationToken ct)
    {
        if (await registrations.FindAsync(job.User, new RegistrationId(job.Id), ct) is not { HasEnded: false } registration) return JobStep.Done;
        if (clock.GetUtcNow() - registration.CreatedAt > options.Value.GiveUpAfter) return JobStep.Failed(RegistrationErrors.Overdue);
        if (registration.Status == RegistrationStatus.Pending) return await FollowAsync(registration, ct);

        var rest = registration.RestLeft(options.Value.SettleAfter, clock.GetUtcNow());
        return rest > TimeSpan.Zero ? JobStep.Again(rest) : await SendAsync(registration, ct);
    }

    public async Task FailAsync(OwnedJob job, Error error, CancellationToken ct)
    {
        registrations.Forget(); // what a failed save left behind
        if (await registrations.FindAsync(job.User, new RegistrationId(job.Id), ct) is { HasEnded: false } registration)
            await FailAsync(registration, error, errors: null, ct);
    }

    /// <summary>Looks for the account of an earlier attempt; without one, sends the request.</summary>
    private async Task<JobStep> SendAsync(AccountRegistration registration, CancellationToken ct)
    {
        var listed = await namesakes.ListAsync(registration, ct);
        if (!listed.Succeeded)
            return registration.Attempts > 0 || IsPassing(listed.Error) ? Later(registration, listed.Error) : JobStep.Failed(listed.Error);

        var found = registration.Recognize(listed.Value);
        if (!found.Succeeded) return JobStep.Failed(found.Error);
        if (!found.Value) registration.BeginSending(listed.Value, clock.GetUtcNow());
        await unitOfWork.SaveChangesAsync(ct);
        if (found.Value) return JobStep.Again(TimeSpan.Zero);

        var request = registration.Request;
        var sent = await tokens.UseAsync(registration.ConnectionId, login =>
            amazon.RegisterAsync(request.Marketplace.Region, login, request, ct), ct);
        if (!sent.Succeeded && MayHaveHappened(sent.Error)) return JobStep.Again(registration.RestLeft(options.Value.SettleAfter, clock.GetUtcNow()));
        if (!sent.Succeeded) return await AfterRefusalAsync(registration, sent.Error, ct);

        if (sent.Value is not RegistrationAnswer.Accepted accepted)
        {
            await FailAsync(registration, RegistrationErrors.Refused, ((RegistrationAnswer.Refused)sent.Value).ErrorsJson, ct);
            return JobStep.Failed(RegistrationErrors.Refused);
        }

        registration.Accept(accepted.AmazonAccountId, accepted.Status);
        await unitOfWork.SaveChangesAsync(ct);
        return JobStep.Again(options.Value.FirstPoll);
    }

    /// <summary>Amazon did nothing.</summary>
    private async Task<JobStep> AfterRefusalAsync(AccountRegistration registration, Error error, CancellationToken ct)
    {
        registration.TakeBack();
        await unitOfWork.SaveChangesAsync(ct);
        return IsPassing(error) ? Later(registration, error) : JobStep.Failed(error);
    }

    /// <summary>Amazon has the account, so no failed question ends the registration before its time.</summary>
    private async Task<JobStep> FollowAsync(AccountRegistration registration, CancellationToken ct)
    {
        var region = registration.Request.Marketplace.Region;
        var asked = await tokens.UseAsync(registration.ConnectionId, login =>
            accounts.GetAsync(region, login, registration.AmazonAccountId!, ct), ct);
        if (!asked.Succeeded) return Later(registration, asked.Error);

        if (registration.Follow(asked.Value.Status, asked.Value.ErrorsJson, clock.GetUtcNow()) is { Succeeded: true, Value: true })
        {
            await store.StoreAsync(registration.UserId, registration.ConnectionId, ListedAccount.Write([asked.Value]), ct);
            audit.Record(RegistrationAudit.Of(EndEvent, registration));
        }

        await unitOfWork.SaveChangesAsync(ct);
        return registration.HasEnded ? JobStep.Done : Later(registration);
    }

    private async Task FailAsync(AccountRegistration registration, Error error, string? errors, CancellationToken ct)
    {
        registration.Fail(error, errors, clock.GetUtcNow());
        audit.Record(RegistrationAudit.Of(EndEvent, registration));
        await unitOfWork.SaveChangesAsync(ct);
    }

    private JobStep Later(AccountRegistration registration, Error? error = null)
    {
        var next = registration.NextLook(options.Value.FirstPoll, options.Value.LongestPoll, clock.GetUtcNow());
        return JobStep.Again(error?.RetryAfter > next ? error.RetryAfter.Value : next);
    }

    private static bool IsPassing(Error error) =>
        error.Kind is ErrorKind.UpstreamUnavailable or ErrorKind.UpstreamTimeout or ErrorKind.Unavailable || error.Is(AmazonErrors.InvalidAnswer);

    private static bool MayHaveHappened(Error error) =>
        error.Is(AmazonErrors.Unavailable()) || error.Is(AmazonErrors.Timeout) || error.Is(AmazonErrors.InvalidAnswer);
}
