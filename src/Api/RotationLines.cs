using Accounts.Application.Keys;

namespace Accounts.Api;

/// <summary>What <c>rotate-keys</c> prints: a line after each batch, and the sum at the end.</summary>
internal sealed class RotationLines : IProgress<KeyRotationCount>
{
    public void Report(KeyRotationCount value) => Console.WriteLine($"{value.Connections:N0} connections so far, {value.Rewritten:N0} re-encrypted");

    public static async Task WriteLastAsync(KeyRotationCount count)
    {
        if (count.Unreadable > 0)
        {
            await Console.Error.WriteLineAsync(
                "What no key opens was left as it is. If you have the key that wrote it, add it to TokenEncryption__Keys and run this again; otherwise these users have to connect again.");
        }

        await Console.Out.WriteLineAsync(
            $"{count.Connections:N0} connections: {count.Rewritten:N0} re-encrypted, {count.Current:N0} already current, {count.Unreadable:N0} unreadable. "
            + "The older keys may be removed a day from now.");
    }
}
