namespace Accounts.Simulators.Worlds;

/// <summary>One page of a listing: accounts, raw additions, and the start index of the next page.</summary>
internal sealed record WorldPage(IReadOnlyList<WorldAccount> Accounts, IReadOnlyList<string> Raw, int? Next);
