namespace Accounts.Simulators.Clerk;

/// <summary>A person with a Clerk account.</summary>
public sealed record ClerkPerson(string UserId, string FirstName, string LastName, string Email);
