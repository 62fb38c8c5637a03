namespace Accounts.Benchmarks.Frame;

/// <param name="Value">The measured value with its unit.</param>
/// <param name="Target">The limit and the baseline that it refers to.</param>
/// <param name="IsMet">Null if this machine cannot measure it.</param>
internal sealed record Measurement(string Id, string Work, string Value, string Target, bool? IsMet)
{
    public string Verdict => IsMet switch
    {
        true => "ok",
        false => "MISS",
        null => "not measured",
    };
}
