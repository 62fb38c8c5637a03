using Accounts.Hosting;

namespace Accounts.TestKit.Harness;

/// <summary>
/// Runs the suites that start instances of the service one after the other. <c>dotnet test</c> starts several suites at once, and two of these
/// would leave so little of a small machine to each that their waits run out.
/// </summary>
public sealed class ExclusiveRun : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileStream _lock;

    private ExclusiveRun(FileStream file) => _lock = file;

    /// <summary>Waits until no other suite of this working copy is running. The system ends the lock of a process that was killed.</summary>
    public static async Task<ExclusiveRun> EnterAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, ".local"));
        while (true)
        {
            try
            {
                var path = Path.Combine(folder.FullName, "tests.lock");
                return new ExclusiveRun(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                await Task.Delay(Pause);
            }
        }
    }

    public void Dispose() => _lock.Dispose();
}
