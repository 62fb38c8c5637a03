using Accounts.IntegrationTests.Harness;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;

namespace Accounts.IntegrationTests.Registration;

/// <summary>Whatever happens between the call and its response, Amazon has exactly one account in the end.</summary>
public sealed class LostRegistrationTests(TestServers servers, RegistrationWorld world) : IClassFixture<RegistrationWorld>
{
    [Theory]
    [InlineData(FaultKind.After, true, 1)]
    [InlineData(FaultKind.Cut, true, 1)]
    [InlineData(FaultKind.Truncate, true, 1)]
    [InlineData(FaultKind.Status, true, 1)]
    [InlineData(FaultKind.Stall, true, 1)]
    [InlineData(FaultKind.Status, false, 2)]
    [InlineData(FaultKind.Reset, false, 2)]
    public async Task A_lost_response_leads_to_exactly_one_account(FaultKind kind, bool doWork, int calls)
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var before = world.Amazon.Calls.Count(Routes.RegisterAccount);
        world.Amazon.Inject(new Fault { Route = Routes.RegisterAccount, Kind = kind, DoWork = doWork, Times = 1 });

        var end = await person.EndOfAsync(await person.RegisterAsync(name));

        end.Text("status").ShouldBe("CREATED", end.GetRawText());
        world.CreatedAs(name).ShouldHaveSingleItem().Id.ShouldBe(end.Text("amazon_account_id"));
        (world.Amazon.Calls.Count(Routes.RegisterAccount) - before).ShouldBe(calls);
    }

    [Fact]
    public async Task An_account_of_the_same_name_that_existed_before_is_never_taken_for_the_new_one()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var first = await person.EndOfAsync(await person.RegisterAsync(name));
        await world.Database.Owner.ExecuteAsync("delete from public.account_registrations where id = $1", Guid.Parse(first.Text("account_id")!));
        world.Amazon.Inject(new Fault { Route = Routes.RegisterAccount, Kind = FaultKind.Reset, Times = 1 });

        var second = await person.EndOfAsync(await person.RegisterAsync(name));

        second.Text("amazon_account_id").ShouldNotBe(first.Text("amazon_account_id"));
        world.CreatedAs(name).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_throttled_registration_is_sent_again_later()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        world.Amazon.Inject(new Fault
        {
            Route = Routes.RegisterAccount,
            Kind = FaultKind.Status,
            Status = 429,
            Times = 1,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "1" },
        });

        var end = await person.EndOfAsync(await person.RegisterAsync(name));

        end.Text("status").ShouldBe("CREATED", end.GetRawText());
        world.CreatedAs(name).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_registration_without_any_confirmation_ends_after_three_attempts()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        world.Amazon.Inject(new Fault { Route = Routes.RegisterAccount, Kind = FaultKind.Status, Status = 500, Times = 3 });

        var end = await person.EndOfAsync(await person.RegisterAsync(name));

        (end.Text("status"), end.Text("error_code")).ShouldBe(("FAILED", "registration.outcome_unknown"));
        world.CreatedAs(name).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_instance_killed_between_the_call_and_its_response_leaves_exactly_one_account(bool amazonDidTheWork)
    {
        await using var own = new RegistrationWorld(servers);
        await own.InitializeAsync();
        var (person, name) = await own.StartAsync();
        using var _ = person;
        await own.StopInstanceAsync();
        var first = await own.StartProcessAsync(("Resilience:AttemptTimeout", "00:00:30"));
        own.Amazon.Inject(new Fault { Route = Routes.RegisterAccount, Kind = FaultKind.Stall, DoWork = amazonDidTheWork, Times = 1 });
        var id = await person.RegisterAsync(name, first.Address);
        await Eventually.IsTrueAsync(() =>
            own.Amazon.Calls.Count(Routes.RegisterAccount) == 1 && own.CreatedAs(name).Count == (amazonDidTheWork ? 1 : 0));

        await first.KillAsync();

        var other = await own.StartInstanceAsync();
        var end = await person.EndOfAsync(id, other);
        end.Text("status").ShouldBe("CREATED", end.GetRawText());
        own.CreatedAs(name).ShouldHaveSingleItem().Id.ShouldBe(end.Text("amazon_account_id"));
        own.Amazon.Calls.Count(Routes.RegisterAccount).ShouldBe(amazonDidTheWork ? 1 : 2);
    }
}
