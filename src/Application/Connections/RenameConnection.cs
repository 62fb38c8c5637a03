using Accounts.Application.Common.Messaging;
using Accounts.Application.Common.Ports;
using Accounts.Application.Connections.Consent;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using FluentValidation;

namespace Accounts.Application.Connections;

/// <param name="Label">The user's name for the connection, or null for none.</param>
public sealed record RenameConnectionCommand(UserId User, ConnectionId Connection, string? Label) : ICommand<ConnectionDetails>, IRefusesImpersonators
{
    public static string EventType => "connection.rename";
}

internal sealed class RenameConnectionValidator : AbstractValidator<RenameConnectionCommand>
{
    public RenameConnectionValidator() =>
        RuleFor(c => c.Label).Must(label => label is null || IsLabel(label.Trim()))
            .OverridePropertyName("/label").WithErrorCode("format")
            .WithMessage($"label must be 1 to {OAuthToken.LabelMaxLength} characters without control characters, or null for none.");

    private static bool IsLabel(string label) => label.Length is > 0 and <= OAuthToken.LabelMaxLength && CleanText.IsClean(label);
}

internal sealed class RenameConnectionHandler(ConnectionStore store, IReadDb db, IConnectionSync sync, TimeProvider clock)
    : ICommandHandler<RenameConnectionCommand, ConnectionDetails>
{
    public async Task<Result<ConnectionDetails>> Handle(RenameConnectionCommand command, CancellationToken ct)
    {
        if (!await store.RenameAsync(command.User, command.Connection, command.Label?.Trim(), clock.GetUtcNow(), ct))
            return ConnectionErrors.NotFound;

        var connections = await ConnectionDetails.ReadAsync(db, command.User, sync.Interval, ct);
        return connections.SingleOrDefault(c => c.Id == command.Connection.Value) is { } renamed ? renamed : ConnectionErrors.NotFound;
    }
}
