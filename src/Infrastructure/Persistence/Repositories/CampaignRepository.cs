using Accounts.Application.Common.Ports;
using Accounts.Application.DspCampaigns;
using Accounts.Domain.Common;
using Accounts.Domain.DspCampaigns;
using Microsoft.EntityFrameworkCore;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class CampaignRepository(AppDbContext context, Database database, CurrentUser current) : ICampaignRepository
{
    public void Add(DspCampaign campaign) => context.Add(campaign);

    public void Add(CampaignCreation creation) => context.Add(creation);

    public Task<DspCampaign?> FindAsync(UserId user, string campaignId, CancellationToken ct) =>
        context.Set<DspCampaign>().SingleOrDefaultAsync(c => c.UserId == user && c.CampaignId == campaignId, ct);

    public Task<DspCampaign?> FindAsync(UserId user, Guid id, CancellationToken ct) =>
        context.Set<DspCampaign>().SingleOrDefaultAsync(c => c.UserId == user && c.Id == id, ct);

    public Task<CampaignCreation?> FindCreationAsync(UserId user, Guid id, CancellationToken ct) =>
        context.Set<CampaignCreation>().SingleOrDefaultAsync(c => c.UserId == user && c.Id == id, ct);

    public Task<CampaignCreation?> FindUnresolvedAsync(UserId user, AccountId account, string campaignName, CancellationToken ct) =>
        context.Set<CampaignCreation>().SingleOrDefaultAsync(
            c => c.UserId == user && c.AccountId == account && c.CampaignName == campaignName && c.Status == CreationStatus.Sending, ct);

    public async Task<IReadOnlyList<string>> ClaimedAsync(
        UserId user, CampaignCreation except, IReadOnlyCollection<string> campaignIds, CancellationToken ct) =>
        await context.Set<CampaignCreation>().AsNoTracking()
            .Where(c => c.UserId == user && c.Id != except.Id && c.CampaignId != null && campaignIds.Contains(c.CampaignId))
            .Select(c => c.CampaignId!).ToListAsync(ct);

    public Task StoreAsync(UserId user, AccountId account, IReadOnlyCollection<AmazonCampaign> campaigns, CancellationToken ct)
    {
        var rows = CampaignJson.Write(campaigns.OrderBy(c => c.CampaignId, StringComparer.Ordinal).Select(c => new CampaignRow(
            c.CampaignId, c.Name, CampaignWords.StatusOf(c.State), c.Details.Budget, c.Currency, c.Details.StartDate, c.Details.EndDate, c.Details,
            c.CreatedAt, c.UpdatedAt)));
        return database.ExecuteAsync(Identity.Of(current), $"select app.store_campaigns({user.Value}, {account.Value}, {rows}::jsonb)", ct);
    }

    public async Task<DateTimeOffset?> LastReadAsync(UserId user, AccountId account, CancellationToken ct)
    {
        var found = await database.QueryAsync(Identity.Reading(user),
            $"select read_at from public.dsp_campaign_reads where user_id = {user.Value} and account_id = {account.Value}",
            row => row.GetFieldValue<DateTimeOffset>(0), ct);
        return found.Count == 0 ? null : found[0];
    }

    public Task EndReadAsync(UserId user, AccountId account, DateTimeOffset at, CancellationToken ct) =>
        database.ExecuteAsync(Identity.Of(current), $"""
            insert into public.dsp_campaign_reads as r (user_id, account_id, read_at) values ({user.Value}, {account.Value}, {at})
            on conflict (user_id, account_id) do update set read_at = greatest(r.read_at, excluded.read_at)
            """, ct);

    public async Task<ICampaignReservation?> ReserveAsync(UserId user, string campaignId, Guid? job, TimeSpan lease, CancellationToken ct)
    {
        var id = Guid.CreateVersion7();
        var reserved = await database.ExecuteAsync(Identity.Of(current), $"""
            update public.dsp_campaigns set reserved_by = {id}, reserved_until = app.now() + {lease}, reserved_for = {job}
            where user_id = {user.Value} and campaign_id = {campaignId}
              and (reserved_until is null or reserved_until < app.now() or reserved_for = {job})
            """, ct);
        Forget();
        return reserved > 0 ? new CampaignReservation(database, this, current, id, lease) : null;
    }

    public void Forget() => context.ChangeTracker.Clear();

    /// <summary>The columns that <c>app.store_campaigns</c> takes.</summary>
    private sealed record CampaignRow(
        string CampaignId, string CampaignName, string Status, decimal? Budget, string? Currency, DateOnly? StartDate, DateOnly? EndDate,
        CampaignDetails Metadata, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
}
