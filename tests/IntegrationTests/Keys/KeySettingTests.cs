using Accounts.Hosting.Processes;
using Accounts.IntegrationTests.Connections;

namespace Accounts.IntegrationTests.Keys;

public sealed class KeySettingTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Setting = "TokenEncryption:Keys:0";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c2hvcnQ=")]
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MA==")] // 31 bytes
    [InlineData("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEy+/==")] // plain base64
    [InlineData("not base64 at all, but quite long enough for it")]
    [InlineData("cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=")] // the specification's
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public async Task An_invalid_key_ends_the_process_with_one_line_that_names_the_setting(string? key)
    {
        var start = world.Settings.AsProcess(new Uri($"http://localhost:{FreePort.Any()}/"));
        await using var process = ChildProcess.Start(start with
        {
            Environment = new Dictionary<string, string?>(start.Environment) { [Setting.Replace(":", "__")] = key },
        });

        var code = await process.WaitForExitAsync(TimeSpan.FromSeconds(30), CancellationToken.None);

        code.ShouldBe(78);
        process.Lines.ShouldHaveSingleItem().ShouldStartWith(Setting);
        if (!string.IsNullOrEmpty(key)) process.Lines[0].ShouldNotContain(key);
    }
}
