using Accounts.Application.Connections;
using Accounts.Domain.Connections;

namespace Accounts.UnitTests.Connections;

/// <summary>Debuggers, exceptions and log lines may print requests and results, so their text must not contain secrets.</summary>
public sealed class PlainSecretsTests
{
    [Fact]
    public void A_completed_authorization_prints_no_code_state_or_cookie()
    {
        var secret = Secret.From("hidden");

        new CompleteAuthorizationCommand(secret, secret, secret, "scope", Denied: null).ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public void A_started_authorization_prints_no_state() =>
        new StartedAuthorization(new Uri("https://www.amazon.com/ap/oa?state=hidden"), "hidden", 600).ToString().ShouldNotContain("hidden");
}
