using Accounts.Api.OpenApi;
using Accounts.Application.Common.Ports;
using Accounts.Domain.Common;
using Microsoft.Extensions.Primitives;

namespace Accounts.Api.Idempotency;

/// <summary>Marks a route that accepts an <c>Idempotency-Key</c>. Its responses contain no secret, because they are stored.</summary>
internal sealed class IdempotentRoute
{
    public const string Header = "Idempotency-Key";
    public const string Replayed = "Idempotent-Replayed";

    /// <summary>Reads the key; quotes around it, as in the structured field of the draft, do not belong to it.</summary>
    public static Result<IdempotencyKey> KeyOf(HttpRequest request, StringValues header)
    {
        if (header is not [{ } value]) return IdempotencyErrors.InvalidKey;
        if (value is ['"', .. var quoted, '"']) value = quoted;
        if (value.Length is 0 or > IdempotencyKey.MaxLength || !value.All(c => c is > ' ' and <= '~')) return IdempotencyErrors.InvalidKey;

        // Routes ignore case. The path contains the ids, so a key for one resource says nothing about another.
        return new IdempotencyKey($"{request.Method} {request.Path.Value!.ToLowerInvariant()}", value);
    }
}

internal static class IdempotentRoutes
{
    public static TBuilder Idempotent<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new IdempotentRoute())
            .Fails(IdempotencyErrors.InvalidKey, IdempotencyErrors.KeyReused, IdempotencyErrors.InProgress);
}
