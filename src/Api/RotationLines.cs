using Accounts.Application.Keys;

namespace Accounts.Api;

/// <summary>The output of <c>rotate-keys</c>: a line after each batch and a summary at the end.</summary>
internal sealed class RotationLines : IProgress<KeyRotationCount>
{
    public void Report(KeyRotationCount value) => Console.WriteLine($"{value.Connections:N0} connections so far, {value.Rewritten:N0} re-encrypted");

    public static async Task WriteLastAsync(KeyRotationCount count)
    {
        if (count.Unreadable > 0)
        {
            await Console.Error.WriteLineAsync(
                "Unreadable tokens were left unchanged. If you have the key that encrypted them, add it to TokenEncryption__Keys and run this "
                + "command again; otherwise these users must connect again.");
        }

        await Console.Out.WriteLineAsync(
            $"{count.Connections:N0} connections: {count.Rewritten:N0} re-encrypted, {count.Current:N0} already current, {count.Unreadable:N0} "
                + "unreadable. "
            + "The older keys can be removed after a day.");
    }
}
