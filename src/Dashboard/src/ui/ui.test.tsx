import { act, cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Button } from './button';
import { Field } from './field';
import { Form } from './form';
import { Input } from './input';
import { lazyPart } from './lazyPart';
import type { PopupProps } from './lazyPart';
import { Menu } from './menu';
import { Toaster, toast } from './toast';
import { Tooltip } from './tooltip';

// A popup's code is compiled on first use, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 30_000 });
afterEach(cleanup);

test('A popup loads its code on intent alone and opens by the first click', async () => {
  const load = vi.fn(() => Promise.resolve(({ open }: PopupProps) => (open ? <p>Here</p> : null)));
  const Part = lazyPart<object>(load, 'dialog');
  render(<Part trigger={<Button>Open</Button>} />);
  const trigger = screen.getByRole('button', { name: 'Open', expanded: false });
  expect(load).not.toHaveBeenCalled();

  await userEvent.click(trigger);

  await screen.findByText('Here');
  expect(screen.getByRole('button', { name: 'Open', expanded: true })).toBe(trigger);
  await userEvent.click(trigger);
  expect(screen.queryByText('Here')).toBeNull();
});

test('A menu opens by a key on its first item, and Escape gives the focus back', async () => {
  const run = vi.fn();
  render(
    <Menu trigger={<Button>Actions</Button>} items={[{ label: 'Sync', onSelect: run }, { label: 'Disconnect' }]} />,
  );
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');

  const item = await screen.findByRole('menuitem', { name: 'Sync' });
  await waitFor(() => expect(document.activeElement).toBe(item));
  expect(screen.getByRole('menu', { name: 'Actions' })).toBeTruthy();
  await userEvent.keyboard('{Escape}');

  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Actions' })));
  expect(run).not.toHaveBeenCalled();
});

test('A toast said before its region has loaded appears, and its action runs by keyboard', async () => {
  const undo = vi.fn();
  render(<Toaster />);
  act(() => void toast({ title: 'Disconnected 12 accounts', action: { label: 'Undo', run: undo } }));

  const action = await screen.findByRole('button', { name: 'Undo' });
  action.focus();
  await userEvent.keyboard('{Enter}');

  expect(undo).toHaveBeenCalledOnce();
  expect(screen.getByRole('region', { name: 'Notifications' })).toBeTruthy();
});

test('An error of the server describes its field and stands in the summary', async () => {
  const errors = { 'flights.0.end_date': 'The end is before the start.', '': 'The advertiser is closed.' };
  const { rerender } = render(<Campaign />);
  rerender(<Campaign errors={errors} />);

  const input = screen.getByLabelText('End date');
  const description = () => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
  await waitFor(() => expect(description()).toBe('The end is before the start.'));
  expect(input.getAttribute('aria-invalid')).toBe('true');
  await userEvent.click(screen.getByRole('button', { name: 'End date: The end is before the start.' }));
  expect(document.activeElement).toBe(input);
  expect(screen.getByRole('alert').textContent).toContain('The advertiser is closed.');
});

test('A tooltip describes its element on hover, and Escape closes it', async () => {
  render(
    <Tooltip text="Amazon lists this account.">
      <Button>Active</Button>
    </Tooltip>,
  );
  const button = screen.getByRole('button', { name: 'Active' });
  await userEvent.hover(button);

  const tooltip = await screen.findByRole('tooltip');
  expect(button.getAttribute('aria-describedby')).toBe(tooltip.id);
  await userEvent.keyboard('{Escape}');

  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
});

test('A busy button keeps its name and ignores clicks', async () => {
  const run = vi.fn();
  render(
    <Button busy onClick={run}>
      Sync now
    </Button>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Sync now', busy: true }));
  expect(run).not.toHaveBeenCalled();
});

function Campaign({ errors }: { errors?: Record<string, string> }) {
  return (
    <Form errors={errors} onSubmit={() => undefined}>
      <Field name="flights.0.end_date" label="End date">
        <Input />
      </Field>
    </Form>
  );
}
