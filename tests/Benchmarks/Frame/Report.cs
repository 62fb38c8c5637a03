namespace Accounts.Benchmarks.Frame;

/// <summary>Prints each measurement as it completes, and all of them as a table at the end.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Measurement> _measured = [];

    public bool AllMet => _measured.TrueForAll(m => m.IsMet is not false);

    public void Begin(string postgres)
    {
#if DEBUG
        output.WriteLine("This is a debug build. Its measurements are not meaningful.");
#endif
        output.WriteLine($"{Environment.ProcessorCount} cores, load {Machine.Load}, {postgres}");
    }

    public void Add(Measurement measurement)
    {
        _measured.Add(measurement);
        output.WriteLine($"{measurement.Id,-4} {measurement.Work,-58} {measurement.Value,-28} {measurement.Target,-44} {measurement.Verdict}");
    }

    public void Add(string id, string work, string value, string target, bool isMet) => Add(new Measurement(id, work, value, target, isMet));

    /// <summary>Reports a memory measurement that this operating system does not support.</summary>
    public void Skip(string id, string work, string target) => Add(new Measurement(id, work, "needs Linux", target, IsMet: null));

    /// <summary>Prints the samples behind the medians, so that a reader can judge the noise.</summary>
    public void Note(string text) => output.WriteLine($"     {text}, load {Machine.Load}");

    public void WriteTable()
    {
        output.WriteLine();
        output.WriteLine("| | Work | Measured | Target | |");
        output.WriteLine("|---|---|---|---|---|");
        foreach (var m in _measured) output.WriteLine($"| {m.Id} | {m.Work} | {m.Value} | {m.Target} | {m.Verdict} |");
    }
}
