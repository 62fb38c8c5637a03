using Accounts.Application.Common.Messaging;
using Accounts.Domain.Common;

namespace Accounts.Application.Keys;

/// <summary>Re-encrypt every stored token that is not yet under the first key in the format in use. An operator's, for all users.</summary>
/// <param name="Progress">Told now and then, for it takes a while.</param>
public sealed record RotateKeysCommand(IProgress<KeyRotationCount>? Progress) : ICommand<KeyRotationCount>;

/// <param name="Rewritten">Re-encrypted.</param>
/// <param name="Current">Were so already.</param>
/// <param name="Unreadable">Hold something that no key opens; it stays as it is.</param>
public sealed record KeyRotationCount(int Rewritten, int Current, int Unreadable)
{
    public int Connections => Rewritten + Current + Unreadable;
}

internal sealed class RotateKeysHandler(KeyRotation rotation) : ICommandHandler<RotateKeysCommand, KeyRotationCount>
{
    public async Task<Result<KeyRotationCount>> Handle(RotateKeysCommand command, CancellationToken ct) => await rotation.RunAsync(command.Progress, ct);
}
