/** The most accounts that one request of the batch takes. */
const chunkSize = 100;

export interface Failure {
  readonly id: string;
  readonly reason: string;
}

export interface BatchOutcome {
  readonly total: number;
  readonly succeeded: readonly string[];
  readonly failed: readonly Failure[];
  /** Not sent, because the user stopped the batch. */
  readonly left: readonly string[];
}

/** Does the same to some accounts and says which of them failed, and why. */
export type SendChunk = (ids: readonly string[]) => Promise<readonly Failure[]>;

export const chunksOf = <T>(items: readonly T[], size = chunkSize): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));

/**
 * Sends chunk after chunk. A chunk that is refused as a whole fails with the refusal's reason and does not stop the
 * others. After `signal` is aborted no
 * further chunk is sent; the one under way ends, so that its outcome is known.
 */
export async function runBatch(
  ids: readonly string[],
  send: SendChunk,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
): Promise<BatchOutcome> {
  const succeeded: string[] = [];
  const failed: Failure[] = [];
  let done = 0;
  for (const chunk of chunksOf(ids)) {
    if (signal?.aborted) break;
    const failures = await send(chunk).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      return chunk.map((id) => ({ id, reason }));
    });
    const failedIds = new Set(failures.map(({ id }) => id));
    failed.push(...failures);
    succeeded.push(...chunk.filter((id) => !failedIds.has(id)));
    done += chunk.length;
    onProgress?.(done);
  }
  return { total: ids.length, succeeded, failed, left: ids.slice(done) };
}

/** The reasons of failures, the most frequent first. */
export function reasonsOf(failures: readonly Failure[]): { reason: string; ids: string[] }[] {
  const byReason = new Map<string, string[]>();
  for (const { id, reason } of failures) byReason.set(reason, [...(byReason.get(reason) ?? []), id]);
  return [...byReason].map(([reason, ids]) => ({ reason, ids })).toSorted((a, b) => b.ids.length - a.ids.length);
}
