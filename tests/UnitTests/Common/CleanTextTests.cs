using Accounts.Domain.Common;

namespace Accounts.UnitTests.Common;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("Größe 👟 \u200fעברית \uFFFD", "Größe 👟 \u200fעברית \uFFFD")]
    [InlineData("", "")]
    [InlineData("a\0b\r\nc\u007f\u0085", "abc")]
    public void Text_loses_what_no_store_accepts(string text, string clean)
    {
        CleanText.Of(text).ShouldBe(clean);
        CleanText.IsClean(text).ShouldBe(text == clean);
        if (text == clean) CleanText.Of(text).ShouldBeSameAs(text);
    }

    /// <summary>An attribute cannot contain an unpaired surrogate.</summary>
    [Fact]
    public void Text_loses_unpaired_surrogates_and_keeps_pairs()
    {
        (string Text, string Clean)[] cases = [("\ud83d", ""), ("\udc4f\ud83d", ""), ("a\ud83d\ud83d\udc4fb\udc4f", "a👏b")];
        foreach (var (text, clean) in cases)
        {
            CleanText.Of(text).ShouldBe(clean);
            CleanText.IsClean(text).ShouldBeFalse();
        }
    }

    [Theory]
    [InlineData("aaaa", 4, "aaaa")]
    [InlineData("aaaaa", 4, "aaaa")]
    [InlineData("aaa👟", 4, "aaa")]
    [InlineData("aa👟a", 4, "aa👟")]
    [InlineData("\0\0aaaa", 4, "aaaa")]
    [InlineData("👟", 1, "")]
    public void Text_is_truncated_between_characters(string text, int maxLength, string clean) => CleanText.Of(text, maxLength).ShouldBe(clean);
}
