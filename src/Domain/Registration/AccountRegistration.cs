using Accounts.Domain.Accounts;
using Accounts.Domain.Common;

namespace Accounts.Domain.Registration;

/// <summary>
/// The registration of one account at Amazon. Amazon's call has no idempotency key, so an attempt is stored before it is made. If its outcome
/// is unknown, the account is looked for among those of its name before another attempt.
/// </summary>
public sealed class AccountRegistration
{
    /// <summary>After this many attempts with an unknown outcome, no other is made.</summary>
    public const int MaxAttempts = 3;

    private AccountRegistration()
    {
    }

    public RegistrationId Id { get; private init; }

    public UserId UserId { get; private init; }

    public ConnectionId ConnectionId { get; private init; }

    public RegistrationRequest Request { get; private init; } = null!;

    public RegistrationStatus Status { get; private set; }

    /// <summary>The accounts that Amazon listed under this name before the first attempt, or null.</summary>
    public IReadOnlyList<string>? KnownBefore { get; private set; }

    /// <summary>The attempts that Amazon may have carried out.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public string? AmazonAccountId { get; private set; }

    /// <summary>Amazon's word, such as <c>PARTIALLY_CREATED</c>.</summary>
    public string? ApiStatus { get; private set; }

    /// <summary>Amazon's reasons per country, unchanged, as JSON; or null.</summary>
    public string? Errors { get; private set; }

    public string? ErrorCode { get; private set; }

    public string? ErrorMessage { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? CompletedAt { get; private set; }

    public bool HasEnded => Status is RegistrationStatus.Created or RegistrationStatus.Disabled or RegistrationStatus.Failed;

    public static AccountRegistration Make(RegistrationId id, UserId user, ConnectionId connection, RegistrationRequest request,
        DateTimeOffset now) => new()
        {
            Id = id,
            UserId = user,
            ConnectionId = connection,
            Request = request,
            Status = RegistrationStatus.Requested,
            CreatedAt = now,
        };

    /// <summary>
    /// How long an attempt with an unknown outcome must rest before its account is looked for: Amazon may still be creating it. Doubles with
    /// each attempt.
    /// </summary>
    public TimeSpan RestLeft(TimeSpan first, DateTimeOffset now) =>
        Status == RegistrationStatus.Sending && SentAt is { } sent && sent + (first * Math.Pow(2, Attempts - 1)) - now is { Ticks: > 0 } left
            ? left : TimeSpan.Zero;

    /// <summary>
    /// Recognizes the account of an earlier attempt among those that Amazon lists under this name.
    /// </summary>
    /// <param name="namesakes">The ids that Amazon lists under this name now.</param>
    /// <returns>Whether the account was found. Error: <c>registration.outcome_unknown</c> if several qualify or no further attempt is
    /// allowed.</returns>
    public Result<bool> Recognize(IReadOnlyCollection<string> namesakes)
    {
        if (Status is not (RegistrationStatus.Requested or RegistrationStatus.Sending)) return RegistrationErrors.Ended;
        if (Attempts == 0 || KnownBefore is null) return false;

        string[] added = [.. namesakes.Except(KnownBefore, StringComparer.Ordinal)];
        if (added.Length > 1) return RegistrationErrors.OutcomeUnknown;
        if (added is not [var own]) return Attempts < MaxAttempts ? false : RegistrationErrors.OutcomeUnknown;

        AmazonAccountId = own;
        Status = RegistrationStatus.Pending;
        return true;
    }

    /// <summary>Marks the attempt that follows, before the call. The first attempt keeps which accounts existed before.</summary>
    public Result<int> BeginSending(IReadOnlyList<string> namesakes, DateTimeOffset now)
    {
        if (Status is not (RegistrationStatus.Requested or RegistrationStatus.Sending)) return RegistrationErrors.Ended;

        if (Attempts == 0) KnownBefore = namesakes;
        Status = RegistrationStatus.Sending;
        SentAt = now;
        return ++Attempts;
    }

    /// <summary>Amazon was not called, or refused before it did anything.</summary>
    public Result<int> TakeBack()
    {
        if (Status != RegistrationStatus.Sending) return RegistrationErrors.NotSent;

        Attempts--;
        if (Attempts == 0) Status = RegistrationStatus.Requested; // else an earlier attempt is still unresolved
        return Attempts;
    }

    public Result<string> Accept(string amazonAccountId, AmazonAccountStatus? status)
    {
        if (Status != RegistrationStatus.Sending) return RegistrationErrors.NotSent;

        AmazonAccountId = amazonAccountId;
        ApiStatus = status?.Name;
        Status = RegistrationStatus.Pending;
        return amazonAccountId;
    }

    /// <summary>Takes over what Amazon now says of the account. An unknown status leaves the registration pending.</summary>
    /// <param name="errors">Amazon's reasons per country, as JSON, or null.</param>
    public Result<bool> Follow(AmazonAccountStatus? status, string? errors, DateTimeOffset now)
    {
        if (Status != RegistrationStatus.Pending) return RegistrationErrors.NotPending;

        (ApiStatus, Errors) = (status?.Name, errors);
        RegistrationStatus? end = status?.Meaning switch
        {
            AccountStatus.Active => RegistrationStatus.Created,
            AccountStatus.Suspended => RegistrationStatus.Disabled,
            _ => null,
        };
        if (end is not { } ended) return false;

        (Status, CompletedAt) = (ended, now);
        return true;
    }

    /// <param name="errors">Amazon's reasons per country, as JSON, or null.</param>
    public Result<RegistrationStatus> Fail(Error error, string? errors, DateTimeOffset now)
    {
        if (HasEnded) return RegistrationErrors.Ended;

        (Status, ErrorCode, ErrorMessage, CompletedAt) = (RegistrationStatus.Failed, error.Code, error.Message, now);
        Errors = errors ?? Errors;
        return Status;
    }

    /// <summary>When to ask Amazon next: after half the time that the registration has taken so far.</summary>
    public TimeSpan NextLook(TimeSpan first, TimeSpan longest, DateTimeOffset now)
    {
        var half = (now - CreatedAt) / 2;
        return half < first ? first : half > longest ? longest : half;
    }
}
