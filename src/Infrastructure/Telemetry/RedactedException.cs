using System.Diagnostics.CodeAnalysis;

namespace Accounts.Infrastructure.Telemetry;

/// <summary>Replaces, in a log, an exception whose message or inner message contains a secret. Never thrown.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Created only from another exception.")]
[SuppressMessage("Design", "CA1064", Justification = "Never thrown, so it cannot be caught.")]
internal sealed class RedactedException : Exception
{
    private readonly Exception _original;
    private readonly string _text;

    private RedactedException(Exception original, string text)
        : base(Redaction.Text(original.Message))
    {
        _original = original;
        _text = text;
    }

    public override string? StackTrace => _original.StackTrace;

    public static Exception? Of(Exception? exception)
    {
        if (exception?.ToString() is not { } text) return null;

        var redacted = Redaction.Text(text);
        return ReferenceEquals(redacted, text) ? exception : new RedactedException(exception, redacted);
    }

    public override string ToString() => _text;
}
