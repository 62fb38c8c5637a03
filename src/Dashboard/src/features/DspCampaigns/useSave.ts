import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '@/api/problems';
import { forgetAttempt, keyOf } from '@/shared/attempts';
import { offerUndo } from '@/shared/undo';
import { useRetryAfter } from '@/shared/useRetryAfter';
import { toast } from '@/ui/toast';
import { bodyOf, draftOf, isEmpty, patchOf, type Draft } from './draft';
import { isUnconfirmed } from './outcome';
import {
  createCampaign,
  findAtAmazon,
  patchCampaign,
  readCampaign,
  refreshLists,
  showCampaign,
  type Stored,
} from './queries';

const attempt = 'campaign';
/** How far the clocks of this browser and of Amazon may differ. */
const clockSkew = 10 * 60_000;

/** Saves a new campaign, or the changes of one. What Amazon does not confirm is looked for, never sent again on its own. */
export function useSave({
  advertiserId,
  base,
  draft,
  onBase,
  onSaved,
}: {
  advertiserId: string;
  /** What the edit started from; null for a new campaign. */
  base: Stored | null;
  draft: Draft;
  /** Amazon shows something else than what the edit started from. */
  onBase: (stored: Stored) => void;
  onSaved: () => void;
}) {
  const [isOutdated, setOutdated] = useState(false);
  const [sentAt, setSentAt] = useState(0);
  const retry = useRetryAfter();
  const finish = (saved: Stored, text: string) => {
    forgetAttempt(attempt);
    showCampaign(advertiserId, saved.campaign);
    void refreshLists(advertiserId);
    if (base) offerUndo(text, () => takeBack(advertiserId, base, saved));
    else toast({ title: text, tone: 'ok' });
    onSaved();
  };

  const check = useMutation({
    mutationFn: (): Promise<Stored | null> => findSaved(advertiserId, base, draft, sentAt),
    onSuccess: (found) => {
      if (!found) return;
      if (!base || isEmpty(patchOf(draftOf(found.campaign), draft)))
        finish(found, base ? `Saved ${draft.name}` : `Amazon created ${draft.name} after all`);
      else onBase(found);
    },
  });

  const save = useMutation({
    mutationFn: () => {
      setSentAt(Date.now());
      if (base)
        return patchCampaign(
          advertiserId,
          base.campaign.campaign_id,
          patchOf(draftOf(base.campaign), draft),
          base.etag,
        );
      const body = bodyOf(draft);
      return createCampaign(advertiserId, body, keyOf(attempt, { advertiserId, ...body }));
    },
    onMutate: () => {
      check.reset();
      setOutdated(false);
    },
    onSuccess: (saved) => finish(saved, base ? `Saved ${draft.name}` : `Created ${draft.name}`),
    onError: async (error) => {
      const problem = toProblem(error);
      if (isUnconfirmed(problem)) return check.mutate();
      forgetAttempt(attempt);
      retry.refused(error);
      if (problem.status !== 412 || !base) return;
      const now = await readCampaign(advertiserId, base.campaign.campaign_id).catch(() => null);
      // Without it there is nothing to compare with: the refusal is shown as it is, and the next save reads again.
      if (!now) return;
      onBase(now);
      setOutdated(true);
    },
  });
  return { save, check, isOutdated, left: retry.left };
}

/** What Amazon has of a change that it did not confirm; null if a new campaign is not there. */
async function findSaved(id: string, base: Stored | null, draft: Draft, sentAt: number): Promise<Stored | null> {
  if (base) return readCampaign(id, base.campaign.campaign_id, true);
  const found = (await findAtAmazon(id, draft.name.trim())).find(
    ({ created_at }) => Date.parse(created_at) >= sentAt - clockSkew,
  );
  return found ? { campaign: found, etag: '' } : null;
}

async function takeBack(id: string, before: Stored, saved: Stored) {
  const body = patchOf(draftOf(saved.campaign), draftOf(before.campaign));
  const { campaign } = await patchCampaign(id, saved.campaign.campaign_id, body, saved.etag || undefined);
  showCampaign(id, campaign);
  await refreshLists(id);
}
