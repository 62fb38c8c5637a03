import { useMutation } from '@tanstack/react-query';
import { Moon, Sun } from 'lucide-react';
import { api, value } from '@/api/client';
import { preferences, queryClient } from '@/shared/queries';
import { useStore } from '@/shared/store';
import { applyTheme, shownTheme } from '@/shared/theme';
import { Button } from '@/ui/button';

/** Switches between light and dark, here and in the settings of the user. */
export function ThemeButton() {
  const shown = useStore(shownTheme);
  const save = useMutation({
    mutationFn: (theme: 'light' | 'dark') =>
      value(api.PATCH('/api/v1/settings', { body: { preferences: { theme } }, params: {} })),
    onSuccess: (saved) => queryClient.setQueryData(preferences.queryKey, saved.preferences),
  });
  const other = shown === 'dark' ? 'light' : 'dark';
  const Icon = shown === 'dark' ? Sun : Moon;
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label={`Use the ${other} theme`}
      onClick={() => {
        applyTheme(other);
        save.mutate(other);
      }}
    >
      <Icon aria-hidden />
    </Button>
  );
}
