using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence;

/// <summary>A job that a unit of work queues. The database sets the other columns.</summary>
internal sealed class NewJob
{
    public const string LiveIndex = "jobs_live";

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required string Kind { get; init; }

    public required string Key { get; init; }
}
