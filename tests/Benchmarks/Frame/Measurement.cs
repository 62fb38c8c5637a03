namespace Accounts.Benchmarks.Frame;

/// <param name="Value">What was measured, with its unit.</param>
/// <param name="Target">The limit, and the floor it refers to.</param>
/// <param name="IsMet">Null when this machine cannot tell.</param>
internal sealed record Measurement(string Id, string Work, string Value, string Target, bool? IsMet)
{
    public string Verdict => IsMet switch
    {
        true => "ok",
        false => "MISS",
        null => "not measured",
    };
}
