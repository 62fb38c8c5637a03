import type { Registration } from './request';

const first = 2000;
const longest = 15_000;

/** How long to wait before the next look: 2 s at first, and half as long again each time, up to 15 s. */
export const pollDelay = (looks: number) => Math.min(longest, first * 1.5 ** Math.max(0, looks - 1));

export const hasEnded = ({ status }: Pick<Registration, 'status'>) => status !== 'PENDING';

export interface Reason {
  readonly country: string;
  readonly message: string | null;
  readonly code: string | null;
}

/** Amazon's reasons, unchanged. Accounts and refused calls name their members differently. */
export const reasonsOf = ({ errors }: Pick<Registration, 'errors'>): Reason[] =>
  Object.entries(asRecord(errors)).flatMap(([country, list]) =>
    (Array.isArray(list) ? (list as unknown[]) : []).map((item) => {
      const members = asRecord(item);
      return {
        country,
        message: textOf(members.errorMessage ?? members.message ?? members.errorDescription),
        code: textOf(members.errorCode ?? members.code ?? members.errorType),
      };
    }),
  );

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
