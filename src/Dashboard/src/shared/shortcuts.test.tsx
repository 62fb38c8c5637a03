import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enableShortcuts, onKeyDown, useShortcut } from './shortcuts';

const run = vi.fn();

function Keys() {
  useShortcut('x', 'Select', () => run('x'));
  useShortcut('Shift+x', 'Select a range', () => run('Shift+x'));
  useShortcut('g a', 'Go to accounts', () => run('g a'));
  useShortcut('Mod+k', 'Search', () => run('Mod+k'));
  useShortcut('Enter', 'Open', () => run('Enter'));
  return (
    <>
      <input aria-label="Name" />
      <a href="#there">Link</a>
    </>
  );
}

beforeEach(() => {
  run.mockReset();
  document.addEventListener('keydown', onKeyDown);
  render(<Keys />);
});

afterEach(() => {
  cleanup();
  document.removeEventListener('keydown', onKeyDown);
  enableShortcuts(true);
});

const press = (key: string, more: object = {}, target: Element = document.body) =>
  fireEvent.keyDown(target, { key, ...more });

it('runs single keys, ranges and sequences', () => {
  press('x');
  press('X', { shiftKey: true });
  press('g');
  press('a');
  expect(run.mock.calls.flat()).toEqual(['x', 'Shift+x', 'g a']);
});

it('never runs a single key while the user types, but runs one with Ctrl', () => {
  const input = screen.getByLabelText('Name');
  press('x', {}, input);
  press('k', { ctrlKey: true }, input);
  expect(run.mock.calls.flat()).toEqual(['Mod+k']);
});

it('runs only keys with Ctrl once shortcuts are turned off', () => {
  enableShortcuts(false);
  press('x');
  press('k', { ctrlKey: true });
  expect(run.mock.calls.flat()).toEqual(['Mod+k']);
});

it('forgets the first key of a sequence after another key', () => {
  press('g');
  press('q');
  press('a');
  expect(run).not.toHaveBeenCalled();
});

it('leaves Enter to the control that has the focus', () => {
  press('Enter', {}, screen.getByText('Link'));
  expect(run).not.toHaveBeenCalled();
  press('Enter');
  expect(run.mock.calls.flat()).toEqual(['Enter']);
});

it('runs keys beside a toast, but not behind a dialog', () => {
  const popup = document.body.appendChild(document.createElement('div'));
  popup.setAttribute('role', 'dialog');
  popup.dataset.slot = 'toast';
  press('x');
  popup.dataset.slot = 'dialog';
  press('x');
  popup.remove();
  expect(run.mock.calls.flat()).toEqual(['x']);
});
