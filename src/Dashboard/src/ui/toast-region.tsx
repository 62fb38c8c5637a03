import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useEffect } from 'react';
import { Signs } from './badge';
import { buttonVariants } from './button';
import { cn } from './cn';
import { Progress } from './progress';
import { regionShown, toasts } from './toast';
import type { ToastData } from './toast';

export function ToastRegion() {
  // The provider below listens by the time this effect runs: the effects of children come first.
  useEffect(regionShown, []);
  return (
    <Toast.Provider toastManager={toasts} limit={4}>
      <Toast.Portal>
        <Toast.Viewport
          data-slot="toaster"
          aria-label="Notifications"
          className="fixed end-4 bottom-4 z-70 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 rounded-lg"
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function Toasts() {
  return Toast.useToastManager<ToastData>().toasts.map((toast) => <ToastCard key={toast.id} toast={toast} />);
}

const colour = { ok: 'text-ok', warn: 'text-warn', bad: 'text-bad', info: 'text-info', off: 'text-off' };

function ToastCard({ toast }: { toast: Toast.Root.ToastObject<ToastData> }) {
  const { tone, action, progress } = toast.data ?? {};
  const Sign = tone && Signs[tone];
  return (
    <Toast.Root
      data-slot="toast"
      toast={toast}
      swipeDirection={['right', 'down']}
      className={cn(
        'rounded-lg border bg-popover shadow-lg transition-[opacity,translate] duration-120 ease-out data-limited:hidden',
        'translate-x-(--toast-swipe-movement-x) data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
      )}
    >
      <Toast.Content className="flex items-start gap-3 p-3">
        {Sign && <Sign aria-hidden className={cn('mt-0.5 size-4 shrink-0', colour[tone])} />}
        <div className="min-w-0 flex-1">
          <Toast.Title render={<p />} className="font-medium wrap-anywhere" />
          <Toast.Description className="text-sm wrap-anywhere text-muted-foreground" />
          {progress && <Progress aria-label="Progress" {...progress} className="mt-2" />}
        </div>
        {action && (
          <Toast.Action
            className={cn(buttonVariants({ size: 'sm' }), '-my-0.5')}
            onClick={() => {
              toasts.close(toast.id);
              action.run();
            }}
          >
            {action.label}
          </Toast.Action>
        )}
        <Toast.Close
          aria-label="Dismiss"
          className={cn(buttonVariants({ variant: 'ghost', size: 'icon-sm' }), '-my-0.5 -me-1 text-muted-foreground')}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  );
}
