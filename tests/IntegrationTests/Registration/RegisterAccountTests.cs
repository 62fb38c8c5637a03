using System.Net;
using System.Text.Json.Nodes;
using Accounts.IntegrationTests.Sync;
using Accounts.Simulators.Control;
using Accounts.Simulators.Worlds;

namespace Accounts.IntegrationTests.Registration;

public sealed class RegisterAccountTests(RegistrationWorld world) : IClassFixture<RegistrationWorld>
{
    [Fact]
    public async Task A_registration_is_followed_until_amazon_has_created_the_account()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;

        var requested = await person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Registering.Body(name));

        requested.Status.ShouldBe(HttpStatusCode.Accepted, requested.Text);
        requested.Json.Text("status").ShouldBe("PENDING");
        requested.Json.Text("message").ShouldNotBeNullOrEmpty();
        var id = requested.Json.Text("account_id")!;
        requested.Headers["Location"].ShouldBe($"{RegistrationWorld.Path}/{id}");

        var end = await person.EndOfAsync(id);
        var created = world.CreatedAs(name).ShouldHaveSingleItem();
        (end.Text("status"), end.Text("api_status"), end.Text("amazon_account_id")).ShouldBe(("CREATED", "CREATED", created.Id));
        end.Text("account_id").ShouldBe(id);
        created.CountryCodes.ShouldBe(["US"]);
        var stored = (await person.AccountsAsync())[created.Id];
        (stored.Text("account_name"), stored.Text("status"), stored.Text("marketplace_id")).ShouldBe((name, "active", "ATVPDKIKX0DER"));
        (await AuditAsync(id)).ShouldBe("account.register success,account.registered success");
    }

    [Fact]
    public async Task An_account_that_amazon_disables_is_reported_with_amazons_reasons()
    {
        var (person, name) = await world.StartAsync(new WorldAccountError(7, "BUSINESS_NOT_VERIFIED", "The business could not be verified."));
        using var _ = person;

        var id = await person.RegisterAsync(name);

        var end = await person.EndOfAsync(id);
        end.Text("status").ShouldBe("DISABLED");
        var reason = end.GetProperty("errors").GetProperty("US")[0];
        (reason.Text("errorCode"), reason.Text("errorMessage")).ShouldBe(("BUSINESS_NOT_VERIFIED", "The business could not be verified."));
        (await person.AccountsAsync())[end.Text("amazon_account_id")!].Text("status").ShouldBe("suspended");
        (await AuditAsync(id)).ShouldBe("account.register success,account.registered failure");
    }

    [Fact]
    public async Task A_registration_that_amazon_refuses_fails_with_amazons_reason_and_is_not_repeated()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        var before = world.Amazon.Calls.Count(Routes.RegisterAccount);
        world.Amazon.Inject(new Fault
        {
            Route = Routes.RegisterAccount,
            Kind = FaultKind.Status,
            Status = 400,
            Times = 1,
            Body = """{"errors":[{"errorId":3,"errorCode":"SELLER_UNKNOWN","errorMessage":"The seller does not exist."}]}""",
        });

        var id = await person.RegisterAsync(name);

        var end = await person.EndOfAsync(id);
        (end.Text("status"), end.Text("error_code")).ShouldBe(("FAILED", "registration.refused"));
        end.GetProperty("errors").GetProperty("US")[0].Text("errorMessage").ShouldBe("The seller does not exist.");
        await Eventually.IsTrueAsync(async () =>
            await world.Database.Owner.ScalarAsync<string>("select status from accounts_internal.jobs where id = $1", Guid.Parse(id)) == "failed");
        (world.Amazon.Calls.Count(Routes.RegisterAccount) - before).ShouldBe(1);
        world.CreatedAs(name).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_equal_request_is_refused_with_the_live_one_and_stores_nothing()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;
        string first;
        using (world.Amazon.Hold(Routes.ListAccounts))
        {
            first = await person.RegisterAsync(name);
            var second = await person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Registering.Body(name));

            (second.Status, second.Code, second.Json.Text("live_id")).ShouldBe((HttpStatusCode.Conflict, "job.already_live", first));
            (await CountAsync("account_registrations", person)).ShouldBe(1);
            (await world.Database.Owner.ScalarAsync<long>(
                "select count(*) from public.auth_audit_log where event_type = 'account.register' and user_id = $1", await world.UserIdAsync(person)))
                    .ShouldBe(1);
        }

        (await person.EndOfAsync(first)).Text("status").ShouldBe("CREATED");
    }

    [Theory]
    [InlineData("/account_type", """{"marketplace_id":"ATVPDKIKX0DER","advertiser_id":"A6DE","account_type":"AGENCY"}""")]
    [InlineData("/marketplace_id", """{"marketplace_id":"NOWHERE","advertiser_id":"A6DE","account_type":"ADVERTISER"}""")]
    [InlineData("/advertiser_id", """{"marketplace_id":"ATVPDKIKX0DER","advertiser_id":"A6 DE","account_type":"ADVERTISER"}""")]
    [InlineData("/association", """{"marketplace_id":"ATVPDKIKX0DER","advertiser_id":"b7x","account_type":"ADVERTISER"}""")]
    [InlineData("/account_name", """{"marketplace_id":"ATVPDKIKX0DER","advertiser_id":"A6DE","account_type":"ADVERTISER","account_name":" x"}""")]
    public async Task An_invalid_request_is_refused_and_names_the_member(string pointer, string body)
    {
        var (person, _) = await world.StartAsync();
        using var _ = person;

        var answer = await person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, body);

        answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, answer.Text);
        answer.Text.ShouldContain(pointer);
        (await CountAsync("account_registrations", person)).ShouldBe(0);
    }

    [Fact]
    public async Task A_person_without_a_connection_cannot_register_an_account()
    {
        using var person = world.NewPerson();

        var answer = await person.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Registering.Body("x"));

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "connection.not_found"));
    }

    [Fact]
    public async Task Another_users_registration_and_connection_are_not_found()
    {
        var (owner, name) = await world.StartAsync();
        var (intruder, _) = await world.StartAsync();
        using var first = owner;
        using var second = intruder;
        var id = await owner.RegisterAsync(name);
        await owner.EndOfAsync(id);

        (await intruder.GetAsync($"{RegistrationWorld.Path}/{id}")).Code.ShouldBe("registration.not_found");
        var connection = await world.ConnectionIdAsync(owner);
        var answer = await intruder.SendAsync(HttpMethod.Post, RegistrationWorld.Path, Registering.Body("x", $",\"connection_id\":\"{connection}\""));
        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.NotFound, "connection.not_found"));
    }

    [Fact]
    public async Task An_impersonated_session_cannot_register_an_account()
    {
        var (person, name) = await world.StartAsync();
        using var _ = person;

        var answer = await person.SendAsync(
            HttpMethod.Post, RegistrationWorld.Path, Registering.Body(name), token: t =>
                t.Claims["act"] = new JsonObject { ["sub"] = "user_support00001" });

        (answer.Status, answer.Code).ShouldBe((HttpStatusCode.Forbidden, "connection.impersonation_refused"));
        (await CountAsync("account_registrations", person)).ShouldBe(0);
    }

    private async Task<long> CountAsync(string table, Person person) =>
        await world.Database.Owner.ScalarAsync<long>($"select count(*) from public.{table} where user_id = $1", await world.UserIdAsync(person));

    private Task<string?> AuditAsync(string id) => world.Database.Owner.ScalarAsync<string>(
        "select string_agg(event_type || ' ' || event_status, ',' order by created_at, id) from public.auth_audit_log where target_id = $1", id);
}
