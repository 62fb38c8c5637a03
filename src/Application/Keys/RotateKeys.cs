using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Keys;

/// <summary>
/// Re-encrypts every stored token that does not use the first key and the current format. For operators; affects all users.
/// </summary>
/// <param name="Progress">Reports after each batch.</param>
public sealed record RotateKeysCommand(IProgress<KeyRotationCount>? Progress) : ICommand<KeyRotationCount>;

/// <param name="Rewritten">Connections whose tokens were re-encrypted.</param>
/// <param name="Current">Connections that were already current.</param>
/// <param name="Unreadable">Connections with a token that no key decrypts. It stays as it is.</param>
public sealed record KeyRotationCount(int Rewritten, int Current, int Unreadable)
{
    public int Connections => Rewritten + Current + Unreadable;
}

internal sealed class RotateKeysHandler(KeyRotation rotation) : ICommandHandler<RotateKeysCommand, KeyRotationCount>
{
    public async Task<Result<KeyRotationCount>> Handle(RotateKeysCommand command, CancellationToken ct) =>
        await rotation.RunAsync(command.Progress, ct);
}
