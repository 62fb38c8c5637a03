using Accounts.Local;

namespace Accounts.IntegrationTests.Launch;

public sealed class LocalOptionsTests
{
    [Fact]
    public void Every_option_has_a_default() => LocalOptions.Parse([]).ShouldBe(new LocalOptions { Accounts = 1000, Port = 8000 });

    [Fact]
    public void Every_option_can_be_set() =>
        LocalOptions.Parse(["--fresh", "--accounts", "5", "--port", "9000", "--postgres-port", "9001", "--postgres-only", "--throw-away", "--help"])
            .ShouldBe(
            new LocalOptions { Fresh = true, Accounts = 5, Port = 9000, PostgresPort = 9001, PostgresOnly = true, ThrowAway = true, Help = true });

    [Theory]
    [InlineData("--nonsense", "Unknown option --nonsense.")]
    [InlineData("--port", "--port needs a number from 1 to 65535.")]
    [InlineData("--port=9000", "Unknown option --port=9000.")]
    [InlineData("--port 0", "--port needs a number from 1 to 65535.")]
    [InlineData("--postgres-port 65536", "--postgres-port needs a number from 1 to 65535.")]
    [InlineData("--accounts -1", "--accounts needs a number from 0 to 300000.")]
    public void An_invalid_option_is_named_and_the_usage_is_shown(string arguments, string message)
    {
        var failure = Should.Throw<LaunchException>(() => LocalOptions.Parse(arguments.Split(' ')));

        failure.Message.ShouldStartWith(message);
        failure.Message.ShouldEndWith(LocalOptions.Usage);
    }
}
