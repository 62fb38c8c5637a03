namespace Accounts.Domain.Connections;

/// <summary>Plaintext that must not be printed: interpolation, logging and JSON show <c>[secret]</c> or nothing.</summary>
public readonly record struct Secret
{
    private readonly string _value;

    private Secret(string value) => _value = value;

    public static Secret From(string value) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException("A secret cannot be empty.", nameof(value)) : new(value);

    /// <summary>The plaintext. Search for this word to find every place where a secret leaves its wrapping.</summary>
    public string Reveal() => _value ?? throw new InvalidOperationException("The secret was never set.");

    public override string ToString() => "[secret]";
}
