namespace Accounts.Benchmarks.Frame;

/// <summary>A line for each measurement as it comes, and all of them as a table at the end.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Measurement> _measured = [];

    public bool AllMet => _measured.TrueForAll(m => m.IsMet is not false);

    public void Begin(string postgres)
    {
#if DEBUG
        output.WriteLine("This is a debug build: its numbers mean nothing.");
#endif
        output.WriteLine($"{Environment.ProcessorCount} cores, load {Machine.Load}, {postgres}");
    }

    public void Add(Measurement measurement)
    {
        _measured.Add(measurement);
        output.WriteLine($"{measurement.Id,-4} {measurement.Work,-58} {measurement.Value,-28} {measurement.Target,-44} {measurement.Verdict}");
    }

    public void Add(string id, string work, string value, string target, bool isMet) => Add(new Measurement(id, work, value, target, isMet));

    /// <summary>Where the kernel does not tell what a process holds.</summary>
    public void Skip(string id, string work, string target) => Add(new Measurement(id, work, "needs Linux", target, IsMet: null));

    /// <summary>What went into the medians, for who wants to judge the noise.</summary>
    public void Note(string text) => output.WriteLine($"     {text}, load {Machine.Load}");

    public void WriteTable()
    {
        output.WriteLine();
        output.WriteLine("| | Work | Measured | Target | |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var m in _measured) output.WriteLine($"| {m.Id} | {m.Work} | {m.Value} | {m.Target} | {m.Verdict} |");
    }
}
