import { Link } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { announce } from '@/shared/announce';
import { parseSearch } from '@/shared/search';
import { removeView, savedViews, saveView } from '@/shared/savedViews';
import { Button } from '@/ui/button';
import { Input } from '@/ui/input';
import { accountsSearch } from './search';

/** The saved views, and the name under which to save the current one. */
export function ViewList({ current, close }: { current: string; close: () => void }) {
  const [views, setViews] = useState(savedViews);
  const [name, setName] = useState('');
  const save = () => {
    setViews(saveView({ name: name.trim(), search: current }));
    announce(`Saved the view ${name.trim()}.`);
    setName('');
  };
  return (
    <div className="flex flex-col gap-3">
      {views.length === 0 ? (
        <p className="text-sm text-muted-foreground">
          A view is the filters, the order and the columns under a name of yours. This browser keeps it.
        </p>
      ) : (
        <ul className="-mx-2 flex flex-col">
          {views.map((view) => (
            <li key={view.name} className="flex items-center gap-1">
              <Link
                to="/accounts"
                search={accountsSearch(parseSearch(view.search))}
                onClick={close}
                aria-current={view.search === current ? 'true' : undefined}
                className="min-h-8 min-w-0 grow truncate rounded-md px-2 py-1.5 hover:bg-muted aria-[current]:font-medium"
              >
                {view.name}
              </Link>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Remove the view ${view.name}`}
                onClick={() => setViews(removeView(view.name))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save();
        }}
      >
        <Input
          aria-label="Name of this view"
          placeholder="Name of this view"
          value={name}
          onValueChange={setName}
          maxLength={60}
        />
        <Button type="submit" disabled={!name.trim()}>
          Save
        </Button>
      </form>
    </div>
  );
}
