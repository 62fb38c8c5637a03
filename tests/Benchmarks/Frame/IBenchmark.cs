namespace Accounts.Benchmarks.Frame;

/// <summary>One row of the targets. Its floor stands beside it and is measured in the same run.</summary>
internal interface IBenchmark
{
    string Id { get; }

    Task RunAsync(Stage stage);
}
