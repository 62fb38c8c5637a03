import { useMutation } from '@tanstack/react-query';
import { announce } from '@/shared/announce';
import { useRetryAfter } from '@/shared/useRetryAfter';
import { refreshSeats, showAgain } from './queries';

/** The refresh of an advertiser's seats, with the time that the service asks to wait after a refusal. */
export function useRefresh(id: string) {
  const { left, refused } = useRetryAfter();
  const refresh = useMutation({
    mutationFn: () => refreshSeats(id),
    onMutate: () => announce('Reading the seats from Amazon.'),
    onSuccess: ({ joined }) => announce(joined ? 'The seats were being read already; read now.' : 'Seats read.'),
    onError: (error: Error) => {
      refused(error);
      void showAgain(id);
    },
  });
  return { ...refresh, left };
}

export type Refresh = ReturnType<typeof useRefresh>;
