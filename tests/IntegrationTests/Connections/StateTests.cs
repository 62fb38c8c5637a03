using Accounts.Simulators.Control;
using static Accounts.IntegrationTests.Connections.StoredConnections;

namespace Accounts.IntegrationTests.Connections;

/// <summary>Amazon's redirect is checked before the code is sent to Amazon.</summary>
public sealed class StateTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Callback = "api/v1/auth/amazon/callback";

    [Fact]
    public async Task Every_invalid_state_gets_the_same_response_and_causes_no_call_to_amazon()
    {
        using var person = world.NewPerson();
        using var other = world.NewPerson();
        using var visitor = world.NewPerson();
        var used = await person.ConsentAsync("northwind");
        (await person.VisitAsync(used)).Location!.Query.ShouldBe("?success=true");
        var late = await person.ConsentAsync("northwind");
        await world.AdvanceAsync(TimeSpan.FromSeconds(601));
        var theirs = await person.ConsentAsync("northwind");
        await other.ConsentAsync("northwind");
        world.Amazon.ClearCalls();

        ApiAnswer[] answers =
        [
            await person.VisitAsync(new Uri(world.Address, $"{Callback}?code=ANsomething")),
            await person.VisitAsync(new Uri(world.Address, $"{Callback}?code=ANsomething&state=")),
            await person.VisitAsync(new Uri(world.Address, $"{Callback}?code=ANsomething&state={ApiSettings.NewKey()[..43]}")),
            await person.VisitAsync(new Uri(world.Address, $"{Callback}?code=ANsomething&state=%00")),
            await person.VisitAsync(used),
            await person.VisitAsync(late),
            await other.VisitAsync(theirs),
            await visitor.VisitAsync(theirs),
            await person.VisitAsync(new Uri($"{theirs}&state=twice")),
            await person.VisitAsync(new Uri(world.Address, $"{Callback}?error=access_denied&state=unknown")),
        ];

        var expected = $"{world.Address}callback?error=oauth.invalid_state"
            + "&error_description=This%20sign-in%20with%20Amazon%20is%20no%20longer%20valid%3B%20start%20again.";
        answers.Select(a => a.Headers["Location"]).Distinct().ShouldBe([expected]);
        answers.Select(a => (a.Status, a.Text)).Distinct().Count().ShouldBe(1);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(0);
        (await world.CountAsync(other, "oauth_tokens")).ShouldBe(0);
    }

    [Fact]
    public async Task An_attempt_of_another_user_does_not_consume_the_state()
    {
        using var person = world.NewPerson();
        using var stranger = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        await stranger.ConsentAsync("northwind");

        (await stranger.VisitAsync(back)).ErrorOf().ShouldBe("oauth.invalid_state");

        (await person.VisitAsync(back)).Location!.Query.ShouldBe("?success=true");
    }

    [Fact]
    public async Task A_state_is_valid_for_almost_ten_minutes()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        await world.AdvanceAsync(TimeSpan.FromSeconds(580));

        (await person.VisitAsync(back)).Location!.Query.ShouldBe("?success=true");
    }

    [Fact]
    public async Task Exactly_one_of_several_concurrent_callbacks_with_one_state_succeeds()
    {
        using var person = world.NewPerson();
        var back = await person.ConsentAsync("northwind");
        world.Amazon.ClearCalls();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => person.VisitAsync(back)));

        answers.Count(a => a.Location!.Query == "?success=true").ShouldBe(1);
        world.Amazon.Calls.Count(Routes.Token).ShouldBe(1);
        (await world.CountAsync(person, "oauth_tokens")).ShouldBe(1);
    }

    [Fact]
    public async Task A_sixth_open_attempt_removes_the_oldest()
    {
        using var person = world.NewPerson();
        var backs = new List<Uri>();
        for (var i = 0; i < 6; i++) backs.Add(await person.ConsentAsync("northwind", query: "?connection=new"));

        (await world.CountAsync(person, "oauth_states")).ShouldBe(5);
        (await person.VisitAsync(backs[0])).ErrorOf().ShouldBe("oauth.invalid_state");
        foreach (var back in backs.Skip(1)) (await person.VisitAsync(back)).Location!.Query.ShouldBe("?success=true");
    }

    [Fact]
    public async Task Only_open_attempts_of_the_same_user_are_counted()
    {
        using var person = world.NewPerson();
        using var other = world.NewPerson();
        var first = await other.ConsentAsync("northwind");
        for (var i = 0; i < 4; i++) await person.GetAsync(Login);
        await person.VisitAsync(await person.ConsentAsync("northwind"));
        await person.GetAsync(Login);

        (await world.CountAsync(person, "oauth_states", "used_at is null")).ShouldBe(5);
        (await other.VisitAsync(first)).Location!.Query.ShouldBe("?success=true");
    }

    [Fact]
    public async Task Only_hashes_of_the_state_and_the_browser_cookie_are_stored()
    {
        using var person = world.NewPerson();
        var started = await person.GetAsync(Login);
        var state = started.Json.GetProperty("state").GetString()!;
        var browser = started.Headers["Set-Cookie"].Split(';')[0].Split('=')[1];

        state.Length.ShouldBe(43);
        (await world.CountAsync(person, "oauth_states", $"state_hash = sha256('{state}') and browser_hash = sha256('{browser}')")).ShouldBe(1);
        (await world.CountAsync(person, "oauth_states", $"strpos(oauth_states::text, '{state}') > 0")).ShouldBe(0);
    }
}
