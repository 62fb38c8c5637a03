using System.Text;
using Accounts.Application.Common;

namespace Accounts.UnitTests.Common;

public sealed class ExternalJsonTests
{
    [Theory]
    [InlineData("""["\ud83d"]""", """["\u0000"]""")]
    [InlineData("""["\uDC4F\uD83D"]""", """["\u0000\u0000"]""")]
    [InlineData("""["\ud83d\udc4f"]""", """["\ud83d\udc4f"]""")]
    [InlineData("""["\ud83d\ud83d\udc4f\udc4f"]""", """["\u0000\ud83d\udc4f\u0000"]""")]
    [InlineData("""["\\ud83d","\\\ud83d"]""", """["\\ud83d","\\\u0000"]""")]
    [InlineData("""["\ud83d\n\udc4f"]""", """["\u0000\n\u0000"]""")]
    [InlineData("""{"\ud83d":"\u0041"}""", """{"\u0000":"\u0041"}""")]
    [InlineData("""["\ud8""", """["\ud8""")]
    [InlineData("""\ud83d\""", """\u0000\""")]
    [InlineData("", "")]
    public void An_unpaired_surrogate_is_read_as_NUL(string json, string readable) =>
        Encoding.UTF8.GetString(ExternalJson.Readable(Encoding.UTF8.GetBytes(json))).ShouldBe(readable);

    [Fact]
    public void Any_valid_JSON_can_be_read_as_text()
    {
        string[] units = ["\\ud83d", "\\udc4f", "\\\\", "\\u0041", "a", "\\\"", "\\uD800", "\\uDFFF", "👟", "\\n"];
        foreach (var text in from a in units from b in units from c in units from d in units select a + b + c + d)
        {
            ExternalJson.TryParse(Encoding.UTF8.GetBytes($"{{\"{text}\":\"{text}\"}}"), out var json).ShouldBeTrue(text);
            var member = json.EnumerateObject().Single();
            member.Name.ShouldBe(member.Value.GetString());
            json.TryGetProperty("other", out _).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xFF, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0xBD, (byte)'"' })]
    [InlineData(new byte[] { (byte)'[' })]
    [InlineData(new byte[] { })]
    public void Bytes_that_are_not_UTF8_or_not_JSON_are_not_read(byte[] json) => ExternalJson.TryParse(json, out _).ShouldBeFalse();
}
