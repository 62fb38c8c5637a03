import { useState } from 'react';
import type { Account } from '@/shared/queries';
import { counted } from '@/shared/texts';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Field } from '@/ui/field';
import { Form } from '@/ui/form';
import { Input } from '@/ui/input';
import { changeTags } from './tags';
import { tagsProblem, toTags } from './tagText';

/** Adds tags to the selected accounts, or removes some. Other tags stay. */
export function TagsDialog({ accounts, onClose }: { accounts: readonly Account[]; onClose: () => void }) {
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const isEmpty = !add.trim() && !remove.trim();
  const submit = () => {
    if (isEmpty) return;
    onClose();
    void changeTags(accounts, { add: toTags(add), remove: toTags(remove) });
  };
  const check = (value: unknown) => tagsProblem(toTags(String(value)));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title={`Tags of ${counted(accounts.length, 'account')}`}
      description="Separate tags by commas. Tags that you name in neither field stay."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="tags" disabled={isEmpty}>
            Change tags
          </Button>
        </>
      }
    >
      <Form id="tags" onSubmit={submit}>
        <Field name="add" label="Add" optional validate={check}>
          <Input value={add} onValueChange={setAdd} placeholder="vip, q4" autoComplete="off" />
        </Field>
        <Field name="remove" label="Remove" optional validate={check}>
          <Input value={remove} onValueChange={setRemove} autoComplete="off" />
        </Field>
      </Form>
    </Dialog>
  );
}
