using Accounts.Domain.Common;

namespace Accounts.Application.Common.Ports;

/// <summary>Stores what requests with an idempotency key have done. Each key belongs to a user and a route.</summary>
public interface IIdempotencyKeys
{
    /// <summary>Begins a request, or takes over one whose instance has crashed.</summary>
    /// <param name="hash">A hash of the request: a key serves equal requests only.</param>
    /// <exception cref="UserDeletedException">The user was deleted.</exception>
    Task<KeyedRequest> BeginAsync(UserId user, IdempotencyKey key, byte[] hash, CancellationToken ct);

    /// <summary>Stores the response, unless another instance has taken the request over.</summary>
    Task CompleteAsync(UserId user, KeyedRequest.Started request, StoredResponse response, CancellationToken ct);

    /// <summary>Forgets a request that has changed nothing: its key may serve another one.</summary>
    Task ForgetAsync(UserId user, KeyedRequest.Started request, CancellationToken ct);

    /// <summary>Ends an attempt whose outcome is unknown: an equal request may take over at once.</summary>
    Task ReleaseAsync(UserId user, KeyedRequest.Started request, CancellationToken ct);

    /// <summary>Deletes expired keys.</summary>
    Task SweepAsync(CancellationToken ct);
}

/// <param name="Route">The method and path of the request.</param>
/// <param name="Value">1 to <see cref="MaxLength"/> visible ASCII characters.</param>
public sealed record IdempotencyKey(string Route, string Value)
{
    public const int MaxLength = 255;
}

public abstract record KeyedRequest
{
    private KeyedRequest()
    {
    }

    /// <param name="Attempt">Identifies this attempt.</param>
    /// <param name="OperationId">The id of what the request creates. It is the same in every attempt.</param>
    public sealed record Started(IdempotencyKey Key, Guid Attempt, Guid OperationId) : KeyedRequest;

    /// <summary>An equal request is in progress.</summary>
    public sealed record Running : KeyedRequest;

    /// <summary>An equal request has ended.</summary>
    public sealed record Done(StoredResponse Response) : KeyedRequest;

    /// <summary>The key was sent with another request before.</summary>
    public sealed record Reused : KeyedRequest;
}

/// <param name="Headers">The headers that belong to the response, such as <c>Location</c>.</param>
/// <param name="Body">JSON, without secrets.</param>
public sealed record StoredResponse(int Status, IReadOnlyDictionary<string, string> Headers, string Body);
