using System.Net;
using System.Text.Json.Nodes;
using Accounts.Api.Auth;
using Accounts.Domain.Common;
using NSubstitute;

namespace Accounts.IntegrationTests.Auth;

public sealed class SignedInUsersTests : SignInTest
{
    [Fact]
    public async Task A_pending_session_is_forbidden_with_its_own_code()
    {
        var answer = await App.SignedInAsync(Clerk.Token(c => c["sts"] = "pending"));

        await answer.ShouldBeProblemAsync(HttpStatusCode.Forbidden, "auth.session_pending");
        await App.Users.DidNotReceiveWithAnyArgs().ResolveAsync("", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_active_session_is_accepted() =>
        (await App.SignedInAsync(Clerk.Token(c => c["sts"] = "active"))).StatusCode.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task The_impersonator_is_the_subject_of_the_actor_claim()
    {
        var token = Clerk.Token(c =>
            c["act"] = new JsonObject { ["iss"] = "https://dashboard.clerk.com", ["sid"] = "sess_x", ["sub"] = "user_2Support" });

        (await (await App.SignedInAsync(token)).JsonAsync())["impersonator"]!.GetValue<string>().ShouldBe("user_2Support");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("\"somebody\"")]
    [InlineData("[1]")]
    public async Task An_actor_claim_without_a_subject_still_counts_as_impersonation(string actor)
    {
        var token = Clerk.Token(c => c["act"] = JsonNode.Parse(actor));

        (await (await App.SignedInAsync(token)).JsonAsync())["impersonator"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_deletion_is_not_cached_and_a_restored_user_is_accepted_immediately()
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
    public async Task Two_concurrent_first_requests_of_a_user_succeed()
    {
        var answers = await Task.WhenAll(App.SignedInAsync(Clerk.Token()), App.SignedInAsync(Clerk.Token()));

        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_anonymous_route_does_not_authenticate_the_caller()
    {
        (await App.SendAsync("GET", "/open")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.SendAsync("GET", "/open", ("Authorization", "Bearer garbage"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        var answer = await App.SendAsync("GET", "/open", ("Authorization", "Bearer " + Clerk.Token()));
        (await answer.JsonAsync())["is_known"]!.GetValue<bool>().ShouldBeFalse();
        await App.Users.DidNotReceiveWithAnyArgs().ResolveAsync("", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task An_unknown_route_is_not_found_with_and_without_authentication()
    {
        await (await App.SendAsync("GET", "/nowhere")).ShouldBeProblemAsync(HttpStatusCode.NotFound, "route.not_found");
        var answer = await App.SendAsync("GET", "/nowhere", ("Authorization", "Bearer " + Clerk.Token()));
        await answer.ShouldBeProblemAsync(HttpStatusCode.NotFound, "route.not_found");
    }
}
