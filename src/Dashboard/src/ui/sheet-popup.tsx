import { cn } from './cn';
import type { PopupProps } from './lazyPart';
import { Modal } from './modal';
import type { SheetProps } from './sheet';

const place = {
  start:
    'inset-y-0 start-0 w-[min(18rem,calc(100vw-3rem))] border-e data-starting-style:-translate-x-full data-ending-style:-translate-x-full',
  end: cn(
    'max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[85dvh] max-md:rounded-t-lg max-md:border-t',
    'max-md:data-starting-style:translate-y-full max-md:data-ending-style:translate-y-full',
    'md:inset-y-0 md:end-0 md:w-full md:border-s md:data-starting-style:translate-x-full md:data-ending-style:translate-x-full',
  ),
};

export const SheetPopup = ({ side = 'end', size = 'default', className, ...props }: SheetProps & PopupProps) => (
  <Modal
    slot="sheet"
    fade="duration-160"
    className={cn(
      'fixed z-50 flex flex-col overflow-hidden bg-popover shadow-lg outline-none',
      'transition-[translate,opacity] duration-160 ease-out motion-reduce:data-ending-style:opacity-0 motion-reduce:data-starting-style:opacity-0',
      place[side],
      side === 'end' && (size === 'lg' ? 'md:max-w-2xl' : 'md:max-w-md'),
      className,
    )}
    {...props}
  />
);
