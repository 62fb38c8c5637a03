using System.Net;
using Accounts.IntegrationTests.Connections;

namespace Accounts.IntegrationTests.Users;

public sealed class FirstRequestTests(ConnectedWorld world) : IClassFixture<ConnectedWorld>
{
    private const string Accounts = "/api/v1/accounts";

    [Fact]
    public async Task Concurrent_first_requests_create_one_user()
    {
        var other = await world.StartInstanceAsync();
        foreach (var instances in new Uri[][] { [world.Address, world.Address], [world.Address, other] })
        {
            for (var i = 0; i < 5; i++)
            {
                using var person = world.NewPerson();

                var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => person.GetAsync(Accounts, instances[n % 2])));

                answers.Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.OK]);
                (await RowsAsync(person)).ShouldBe(1);
            }
        }
    }

    [Fact]
    public async Task A_deleted_user_is_denied_access_and_not_created_again()
    {
        using var person = world.NewPerson();
        await world.Database.Owner.ExecuteAsync("insert into public.users (clerk_user_id, deleted_at) values ($1, app.now())", person.Clerk.UserId);

        for (var i = 0; i < 2; i++)
        {
            var answer = await person.GetAsync(Accounts);
            answer.Status.ShouldBe(HttpStatusCode.Unauthorized, answer.Text);
            answer.Code.ShouldBe("auth.user_deleted");
        }

        (await RowsAsync(person)).ShouldBe(1);
        (await world.Database.Owner.ScalarAsync<bool>("select deleted_at is not null from public.users where clerk_user_id = $1",
            person.Clerk.UserId)).ShouldBeTrue();
    }

    private Task<long> RowsAsync(Person person) =>
        world.Database.Owner.ScalarAsync<long>("select count(*) from public.users where clerk_user_id = $1", person.Clerk.UserId);
}
