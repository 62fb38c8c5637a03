namespace Accounts.Simulators.Lwa;

/// <param name="Kind">A description that does not reveal the secret.</param>
public sealed record IssuedSecret(string Kind, string Text);
