import { cn } from './cn';
import type { DialogProps } from './dialog';
import type { PopupProps } from './lazyPart';
import { Modal } from './modal';
import { dialogShape } from './popup';

const width = { sm: 'max-w-sm', default: 'max-w-lg', lg: 'max-w-2xl' };

export const DialogPopup = ({ size = 'default', className, ...props }: DialogProps & PopupProps) => (
  <Modal slot="dialog" fade="duration-120" className={cn(dialogShape, width[size], className)} {...props} />
);
