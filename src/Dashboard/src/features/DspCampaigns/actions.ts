import { useMutation } from '@tanstack/react-query';
import { toProblem } from '@/api/problems';
import { announce } from '@/shared/announce';
import { remedyOf } from '@/shared/errorTexts';
import { offerUndo } from '@/shared/undo';
import { toast } from '@/ui/toast';
import { isUnconfirmed } from './outcome';
import { patchCampaign, readCampaign, refreshLists, showCampaign } from './queries';
import type { Campaign } from './wire';
import { statusName, switchOf } from './words';

type Switched = 'active' | 'paused';

const done: Record<Switched, string> = { active: 'Enabled', paused: 'Paused' };

async function switchTo(id: string, campaign: Campaign, status: Switched) {
  const { campaign: changed } = await patchCampaign(id, campaign.campaign_id, { status });
  showCampaign(id, changed);
}

/** Pauses or enables a campaign: shown at once, put back when it is refused, with an undo. */
export function useSwitch(id: string) {
  return useMutation({
    mutationFn: async (campaign: Campaign) => {
      const status = switchOf(campaign);
      if (!status) return;
      showCampaign(id, { ...campaign, status, metadata: { ...campaign.metadata, enabling: false } });
      await switchTo(id, campaign, status);
      offerUndo(`${done[status]} ${campaign.campaign_name}`, async () => {
        await switchTo(id, campaign, status === 'active' ? 'paused' : 'active');
        void refreshLists(id);
      });
    },
    onError: async (error, campaign) => {
      const problem = toProblem(error);
      if (isUnconfirmed(problem)) return checkAgain(id, campaign);
      showCampaign(id, campaign);
      toast({
        title: `${campaign.campaign_name} was not changed`,
        description: [problem.message, remedyOf(problem.code)].filter(Boolean).join(' '),
        tone: 'bad',
      });
    },
  });
}

/** Amazon did not confirm the change, so the campaign is read instead of changed again. */
async function checkAgain(id: string, campaign: Campaign) {
  const title = 'Amazon did not confirm the change';
  const shown = toast({ title, description: 'Checking …', tone: 'warn', timeout: 0 });
  announce(`${title}; checking.`);
  try {
    const { campaign: now } = await readCampaign(id, campaign.campaign_id, true);
    showCampaign(id, now);
    toast.update(shown, {
      title: `${campaign.campaign_name} is ${statusName(now.status).toLowerCase()}`,
      description: 'That is what Amazon shows now.',
      tone: now.status === switchOf(campaign) ? 'ok' : 'warn',
    });
  } catch (error) {
    showCampaign(id, campaign);
    toast.update(shown, { title, description: `It could not be checked: ${toProblem(error).message}`, tone: 'bad' });
  }
}
