using Accounts.Application.Common.Jobs;
using Accounts.Application.Common.Ports;
using Accounts.Application.DspCampaigns;
using Accounts.Domain.DspCampaigns;

namespace Accounts.Infrastructure.Persistence.Repositories;

internal sealed class CampaignReservation(Database database, CampaignRepository campaigns, CurrentUser current, Guid id, TimeSpan lease)
    : ICampaignReservation
{
    public async Task<bool> BeginAsync(PendingChange change, string jobKey)
    {
        var user = current.Id.Value;
        var begun = await database.QueryAsync(Identity.Of(current), $"""
            with begun as (
              update public.dsp_campaigns set pending = {CampaignJson.Write(change)}::jsonb, reserved_until = app.now() + {lease}
              where user_id = {user} and reserved_by = {id} and reserved_until > app.now() returning id)
            select (app.enqueue_job({change.Id}, {user}, {JobKind.CampaignSettle.Name}, {jobKey})).id from begun
            """, row => row.GetGuid(0), CancellationToken.None);
        campaigns.Forget();
        return begun.Count > 0;
    }

    /// <summary>Ends the reservation also for a job that is no longer this instance's.</summary>
    public async ValueTask DisposeAsync() => await database.ExecuteAsync(
        Identity.Of(current.Id),
        $"update public.dsp_campaigns set reserved_by = null, reserved_until = null, reserved_for = null where reserved_by = {id}",
        CancellationToken.None);
}
