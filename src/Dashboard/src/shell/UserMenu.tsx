import { Link } from '@tanstack/react-router';
import { CircleUser } from 'lucide-react';
import { session } from '@/session/session';
import { config } from '@/config';
import { toProblem } from '@/api/problems';
import { Button } from '@/ui/button';
import { Menu } from '@/ui/menu';
import { toast } from '@/ui/toast';

async function signOut() {
  try {
    await session().signOut();
    location.assign(config.base);
  } catch (error) {
    toast({ title: 'Signing out failed', description: toProblem(error).message, tone: 'bad' });
  }
}

export function UserMenu() {
  const { name, email } = session().user;
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label={`Account of ${name}`}>
          <CircleUser aria-hidden />
          <span className="max-w-32 truncate max-md:hidden">{name}</span>
        </Button>
      }
      items={[
        { kind: 'heading', label: email ?? name },
        { label: 'Settings', render: <Link to="/settings" /> },
        // The documentation is the API's page, outside of the dashboard.
        { label: 'API documentation', render: <a href="/docs" aria-label="API documentation" /> },
        { kind: 'separator' },
        { label: 'Sign out', onSelect: () => void signOut() },
      ]}
    />
  );
}
