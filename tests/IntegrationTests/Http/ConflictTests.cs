using System.Net;
using Accounts.IntegrationTests.Connections;

namespace Accounts.IntegrationTests.Http;

/// <summary>A request that loses a race on every retry returns 409. A trigger makes it lose.</summary>
public sealed class ConflictTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    [Theory]
    [InlineData("return null;", "another writer changed the row first")]
    [InlineData("raise unique_violation;", "another writer stored the same unique value")]
    public async Task A_save_that_loses_a_race_returns_409(string outcome, string because)
    {
        using var person = world.NewPerson();
        await person.ConnectAsync("northwind");
        var id = await world.ConnectionAsync<Guid>(person, "id");

        var answer = await WithTriggerAsync("update on public.oauth_tokens", $"old.id = '{id}'", outcome,
            () => person.SendAsync(HttpMethod.Patch, $"/api/v1/auth/connections/{id}", """{"label":"new"}"""));

        answer.Status.ShouldBe(HttpStatusCode.Conflict, because);
        answer.Code.ShouldBe("request.conflict");
        (await world.ConnectionAsync<bool>(person, "label is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_statement_that_loses_a_race_returns_409()
    {
        using var person = world.NewPerson();
        (await person.GetAsync("/api/v1/accounts")).Status.ShouldBe(HttpStatusCode.OK);
        var user = await world.Database.Owner.ScalarAsync<Guid>("select id from public.users where clerk_user_id = $1", person.Clerk.UserId);

        var answer = await WithTriggerAsync("insert on public.oauth_states", $"new.user_id = '{user}'", "raise unique_violation;",
            () => person.GetAsync(StoredConnections.Login));

        answer.Status.ShouldBe(HttpStatusCode.Conflict, answer.Text);
        answer.Code.ShouldBe("request.conflict");
    }

    private async Task<ApiAnswer> WithTriggerAsync(string on, string when, string body, Func<Task<ApiAnswer>> request)
    {
        await world.Database.Owner.ExecuteAsync($"""
            create or replace function public.lose_race() returns trigger language plpgsql as $f$ begin {body} end $f$;
            create trigger lose_race before {on} for each row when ({when}) execute function public.lose_race()
            """);
        try
        {
            return await request();
        }
        finally
        {
            await world.Database.Owner.ExecuteAsync("drop function public.lose_race() cascade");
        }
    }
}
