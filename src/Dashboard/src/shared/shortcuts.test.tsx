import { fireEvent, render } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { onKeyDown, useShortcut } from './shortcuts';

function Undo({ run }: { run: () => void }) {
  useShortcut('z', 'Undo', run);
  return null;
}

it('runs a key beside a toast, and not under a dialog', () => {
  const run = vi.fn<() => void>();
  document.addEventListener('keydown', onKeyDown);
  const { rerender } = render(
    <>
      <Undo run={run} />
      <div role="dialog" data-slot="toast" />
    </>,
  );

  fireEvent.keyDown(document.body, { key: 'z' });
  expect(run).toHaveBeenCalledOnce();

  rerender(
    <>
      <Undo run={run} />
      <div role="alertdialog" />
    </>,
  );
  fireEvent.keyDown(document.body, { key: 'z' });
  expect(run).toHaveBeenCalledOnce();
  document.removeEventListener('keydown', onKeyDown);
});
