import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNow } from './clock';
import { problemsOf, type Problem } from './problemsOf';
import { connections, dependencies, recentRuns, summary } from './queries';

/** The ranked problems from the shared queries, and whether all of them have been loaded once. */
export function useProblems(): { problems: Problem[]; isLoaded: boolean } {
  const results = [useQuery(summary), useQuery(connections), useQuery(recentRuns), useQuery(dependencies)] as const;
  const [totals, logins, runs, service] = results;
  const now = useNow(60_000);
  const problems = useMemo(
    () =>
      problemsOf({ summary: totals.data, connections: logins.data, runs: runs.data, dependencies: service.data }, now),
    [totals.data, logins.data, runs.data, service.data, now],
  );
  return { problems, isLoaded: Boolean(totals.data && logins.data && runs.data) };
}
