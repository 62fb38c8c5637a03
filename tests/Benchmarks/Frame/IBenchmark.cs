namespace Accounts.Benchmarks.Frame;

/// <summary>Measures one or more targets. A baseline is measured in the same run.</summary>
internal interface IBenchmark
{
    string Id { get; }

    Task RunAsync(Stage stage);
}
