namespace Accounts.Simulators.Lwa;

/// <param name="Kind">What it is, in words that may be shown.</param>
public sealed record IssuedSecret(string Kind, string Text);
