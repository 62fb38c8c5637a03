namespace Accounts.Application.Common.Ports;

/// <summary>
/// A write was refused because its user was deleted (decision 0022). The deletion may have come through another instance, and while the work
/// was in progress.
/// </summary>
public sealed class UserDeletedException(Exception? inner = null) : Exception("The user was deleted.", inner);
