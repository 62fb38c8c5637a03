using System.Net;
using System.Text.Json.Nodes;
using Accounts.Api.Auth;
using Accounts.Domain.Common;
using NSubstitute;

namespace Accounts.IntegrationTests.Auth;

public sealed class SignedInUsersTests : SignInTest
{
    [Fact]
    public async Task A_session_with_a_step_to_go_is_forbidden_by_name()
    {
        var answer = await App.SignedInAsync(Clerk.Token(c => c["sts"] = "pending"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "auth.session_pending");
        await App.Users.DidNotReceiveWithAnyArgs().ResolveAsync("", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_active_session_passes() =>
        (await App.SignedInAsync(Clerk.Token(c => c["sts"] = "active"))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task An_impersonator_is_known_by_name()
    {
        var token = Clerk.Token(c => c["act"] = new JsonObject { ["iss"] = "https://dashboard.clerk.com", ["sid"] = "sess_x", ["sub"] = "user_2Support" });

        (await (await App.SignedInAsync(token)).JsonAsync())["impersonator"]!.GetValue<string>().ShouldBe("user_2Support");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"somebody\"")]
    [InlineData("[1]")]
    public async Task An_impersonator_without_a_name_is_still_one(string actor)
    {
        var token = Clerk.Token(c => c["act"] = JsonNode.Parse(actor));

        (await (await App.SignedInAsync(token)).JsonAsync())["impersonator"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deleted_user_is_refused_each_time_and_works_again_at_once()
    {
        App.Users.ResolveAsync(Issuer.Subject, Arg.Any<CancellationToken>()).Returns((UserId?)null, (UserId?)null, ProbeApp.Ada);

        var refused = await App.SignedInAsync(Clerk.Token());
        refused.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer error=\"invalid_token\"");
        await refused.ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "auth.user_deleted");
        await (await App.SignedInAsync(Clerk.Token())).ShouldBeProblemAsync(HttpStatusCode.Unauthorized, "auth.user_deleted");
        (await App.SignedInAsync(Clerk.Token())).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_is_looked_up_once_a_minute()
    {
        await App.SignedInAsync(Clerk.Token());
        await App.SignedInAsync(Clerk.Token());
        await App.Users.ReceivedWithAnyArgs(1).ResolveAsync("", TestContext.Current.CancellationToken);

        Clock.Advance(KnownUsers.Lifetime);
        await App.SignedInAsync(Clerk.Token());
        await App.Users.ReceivedWithAnyArgs(2).ResolveAsync("", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Two_first_requests_at_once_are_both_served()
    {
        var answers = await Task.WhenAll(App.SignedInAsync(Clerk.Token()), App.SignedInAsync(Clerk.Token()));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_open_route_asks_nobody_and_works_for_nobody()
    {
        (await App.SendAsync("GET", "/open")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.SendAsync("GET", "/open", ("Authorization", "Bearer garbage"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await App.SendAsync("GET", "/open", ("Authorization", "Bearer " + Clerk.Token()));
        (await answer.JsonAsync())["is_known"]!.GetValue<bool>().ShouldBeFalse();
        await App.Users.DidNotReceiveWithAnyArgs().ResolveAsync("", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_not_marked_as_open_is_closed()
    {
        await (await App.SendAsync("GET", "/nowhere")).ShouldAskForSignInAsync();
        var answer = await App.SendAsync("GET", "/nowhere", ("Authorization", "Bearer " + Clerk.Token()));
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route.not_found");
    }
}
