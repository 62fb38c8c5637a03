import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { enableShortcuts, onKeyDown, useShortcut } from './shortcuts';

const run = vi.fn();

function Keys() {
  useShortcut('x', 'Select', () => run('x'));
  useShortcut('Shift+x', 'Select a range', () => run('Shift+x'));
  useShortcut('g a', 'Go to accounts', () => run('g a'));
  useShortcut('Mod+k', 'Search', () => run('Mod+k'));
  return <input aria-label="Name" />;
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

it('runs a key beside a toast, and not under a dialog', () => {
  const { rerender } = render(<div role="dialog" data-slot="toast" />);
  press('x');
  expect(run).toHaveBeenCalledOnce();

  rerender(<div role="alertdialog" />);
  press('x');
  expect(run).toHaveBeenCalledOnce();
});
