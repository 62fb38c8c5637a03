using Accounts.Application.Users;
using Accounts.Domain.Common;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class UserDirectory(Database database) : IUserDirectory
{
    public async Task<UserId?> ResolveAsync(string clerkUserId, CancellationToken ct)
    {
        while (true)
        {
            var rows = await database.QueryAsync(Identity.Worker, $"""
                with known as (
                  select id, deleted_at from public.users where clerk_user_id = {clerkUserId}
                ), added as (
                  insert into public.users (id, clerk_user_id, last_login_at)
                  select {UserId.New().Value}, {clerkUserId}, app.now() where not exists (select from known)
                  on conflict (clerk_user_id) do nothing
                  returning id
                )
                select id, deleted_at is not null from known union all select id, false from added
                """, row => (Id: new UserId(row.GetGuid(0)), Deleted: row.GetBoolean(1)), ct);

            // None: another first request added the row in between, and now it is known.
            if (rows is [var found]) return found.Deleted ? null : found.Id;
        }
    }

    public async Task<bool> ApplyAsync(ClerkUserEvent news, CancellationToken ct)
    {
        var applied = await database.QueryAsync(Identity.Worker, $"""
            select app.apply_clerk_user({news.DeliveryId}, {news.Type}, {news.ClerkUserId}, {news.ChangedAt}, {news.Email}::text,
                                        {news.FirstName}::text, {news.LastName}::text, {news.ImageUrl}::text)
            """, row => row.GetBoolean(0), ct);
        return applied.Single();
    }
}
