namespace Accounts.Domain.Connections;

/// <summary>Plaintext that must not be printed: interpolation, logging and JSON contain <c>[secret]</c> or nothing.</summary>
public readonly record struct Secret
{
    private readonly string _value;

    private Secret(string value) => _value = value;

    public static Secret From(string value) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException("A secret cannot be empty.", nameof(value)) : new(value);

    /// <summary>The plaintext. Searching for this name finds every use of a plaintext secret.</summary>
    public string Reveal() => _value ?? throw new InvalidOperationException("The secret was never set.");

    public override string ToString() => "[secret]";
}
