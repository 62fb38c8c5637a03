import { api, value } from '@/api/client';
import { toProblem } from '@/api/problems';
import { queryClient, refreshEverything, type Account } from '@/shared/queries';
import { offerUndo } from '@/shared/undo';
import { toast } from '@/ui/toast';
import { chunksOf, type SendChunk } from './batch';
import { summaryOf } from './changes';
import { accountSettings } from './queries';
import { reportFailures, runJobs, type Job } from './batchJobs';

export const mostTags = 20;

export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Tags by the account that has them. */
export type TagsById = ReadonlyMap<string, readonly string[]>;

export const withTags = (tags: readonly string[], { add, remove }: TagChange) => [
  ...tags.filter((tag) => !remove.includes(tag)),
  ...add.filter((tag) => !tags.includes(tag)),
];

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((tag) => b.includes(tag));

/** The accounts that a change of tags affects, with their new tags. */
export const changedTags = (before: TagsById, change: TagChange): Map<string, readonly string[]> =>
  new Map(
    [...before]
      .map(([id, tags]) => [id, withTags(tags, change)] as const)
      .filter(([id, tags]) => !isSame(tags, before.get(id) ?? [])),
  );

/** The accounts that get equal tags: each group is one kind of request. */
export function groupsOf(wanted: TagsById): { tags: readonly string[]; ids: string[] }[] {
  const groups = new Map<string, { tags: readonly string[]; ids: string[] }>();
  for (const [id, tags] of wanted) {
    const key = JSON.stringify(tags);
    const group = groups.get(key) ?? { tags, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

const atOnce = 8;

async function readTags(accounts: readonly Account[]): Promise<TagsById> {
  const tags = new Map<string, readonly string[]>();
  for (const some of chunksOf(accounts, atOnce)) {
    const read = await Promise.all(
      some.map(({ id }) => queryClient.fetchQuery({ ...accountSettings(id), staleTime: 0 })),
    );
    for (const { settings } of read) tags.set(settings.account_id, settings.tags);
  }
  return tags;
}

const sendTags =
  (tags: readonly string[]): SendChunk =>
  async (ids) => {
    const { results } = await value(
      api.POST('/api/v1/accounts/batch', {
        body: { operation: 'update', account_ids: [...ids], params: { tags: [...tags] } },
        params: {},
      }),
    );
    return results.flatMap(({ account_id, error }) => (error ? [{ id: account_id, reason: error.message }] : []));
  };

async function writeTags(wanted: TagsById) {
  const jobs = groupsOf(wanted).map(({ tags, ids }): Job => ({ ids, send: sendTags(tags) }));
  const outcome = await runJobs('Changing tags', jobs);
  void refreshEverything();
  reportFailures(summaryOf('tagged', outcome), outcome.failed, (ids) =>
    writeTags(new Map(ids.map((id) => [id, wanted.get(id) ?? []]))),
  );
  return outcome;
}

/** Adds and removes tags. The tags of each account are read first, so that the others stay and an undo can restore them. */
export async function changeTags(accounts: readonly Account[], change: TagChange): Promise<void> {
  try {
    const before = await readTags(accounts);
    const wanted = changedTags(before, change);
    if (wanted.size === 0) {
      toast({ title: 'These accounts have these tags already', tone: 'info' });
      return;
    }
    const { succeeded } = await writeTags(wanted);
    if (succeeded.length === 0) return;
    const label = summaryOf('tagged', { total: succeeded.length, succeeded, failed: [], left: [] });
    offerUndo(label, () => writeTags(new Map(succeeded.map((id) => [id, before.get(id) ?? []]))));
  } catch (error) {
    toast({ title: 'The tags were not changed', description: toProblem(error).message, tone: 'bad' });
  }
}
