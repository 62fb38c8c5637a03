using Accounts.Application.Common.Ports;
using Accounts.Domain.Accounts;
using Accounts.Domain.Common;
using Accounts.Domain.Connections;
using Accounts.Infrastructure.TokenProtection;
using Microsoft.Extensions.Options;

namespace Accounts.UnitTests.TokenProtection;

public sealed class PageTokensTests
{
    private const string Filters = "ads-accounts|store|50||US";
    private readonly UserId _user = UserId.New();
    private readonly FixedClock _clock = new();
    private readonly KeyRing _keys;
    private readonly PageTokens _tokens;

    public PageTokensTests()
    {
        _keys = new KeyRing(Options.Create(new TokenEncryptionOptions { Keys = ["CzBVep_E6Q4zWH2ix-wRNluApcrvFDleg6jN8hc8YYY="] }), _clock);
        _tokens = new PageTokens(_keys);
    }

    [Theory]
    [InlineData("amzn1.ads-account.g.abc")]
    [InlineData("")]
    [InlineData("0193|a\nb|c")]
    public void A_page_token_returns_its_position(string position) =>
        _tokens.Read(_user, Filters, _tokens.Issue(_user, Filters, position)).Value.ShouldBe(position);

    [Fact]
    public void A_page_token_does_not_reveal_its_position() => _tokens.Issue(_user, Filters, "position").ShouldNotContain("position");

    [Fact]
    public void A_page_token_is_invalid_for_another_user() => ShouldBeInvalid(UserId.New(), Filters, _tokens.Issue(_user, Filters, "p"));

    [Fact]
    public void A_page_token_is_invalid_with_other_filters() => ShouldBeInvalid(_user, Filters + "x", _tokens.Issue(_user, Filters, "p"));

    [Fact]
    public void A_page_token_expires_after_a_day()
    {
        var token = _tokens.Issue(_user, Filters, "p");
        _clock.Now = _clock.Now.AddDays(1);
        _tokens.Read(_user, Filters, token).Succeeded.ShouldBeTrue();

        _clock.Now = _clock.Now.AddSeconds(1);
        ShouldBeInvalid(_user, Filters, token);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("amzn1.ads-account.g.abc")]
    public void Text_that_is_not_a_page_token_is_invalid(string token) => ShouldBeInvalid(_user, Filters, token);

    [Fact]
    public void A_modified_page_token_is_invalid()
    {
        var token = _tokens.Issue(_user, Filters, "p");
        ShouldBeInvalid(_user, Filters, token[..50] + (token[50] == 'A' ? 'B' : 'A') + token[51..]);
    }

    [Fact]
    public void A_stored_token_under_the_same_key_is_not_a_valid_page_token() =>
        ShouldBeInvalid(_user, Filters, new TokenCipher(_keys).Protect(Secret.From("Atzr|x"), TokenBinding.CodeVerifier(_user)).Ciphertext);

    private void ShouldBeInvalid(UserId user, string filters, string token) =>
        _tokens.Read(user, filters, token).Error.ShouldBe(AccountErrors.InvalidPageToken);
}
