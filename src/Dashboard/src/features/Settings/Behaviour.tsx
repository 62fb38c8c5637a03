import { Switch } from '@/ui/switch';
import type { Preferences } from '@/shared/queries';
import { DefaultAccount } from './DefaultAccount';
import { Group } from './Group';
import type { SettingProps } from './setting';

type Flag = 'enable_keyboard_shortcuts' | 'notifications_enabled' | 'email_notifications' | 'auto_refresh_tokens';

export function Behaviour(setting: SettingProps) {
  return (
    <>
      <Group title="Work">
        <DefaultAccount {...setting} />
        <Toggle
          {...setting}
          name="enable_keyboard_shortcuts"
          label="Keyboard shortcuts"
          description="Single keys such as j, k and x. Press ? for the list."
        />
      </Group>
      <Group title="Notifications and access">
        <Toggle
          {...setting}
          name="notifications_enabled"
          label="Notifications"
          description="Tell me when a login needs attention."
        />
        <Toggle
          {...setting}
          name="email_notifications"
          label="By email"
          description="Send notifications by email as well."
          disabled={!setting.chosen.notifications_enabled}
        />
        <Toggle
          {...setting}
          name="auto_refresh_tokens"
          label="Refresh access automatically"
          description="Access to Amazon is renewed before it expires. Without it, you renew it under Connections."
        />
      </Group>
    </>
  );
}

function Toggle({
  chosen,
  change,
  refusal,
  name,
  label,
  description,
  disabled,
}: SettingProps & { name: Flag; label: string; description: string; disabled?: boolean }) {
  const error = refusal(name);
  return (
    <div className="flex flex-col gap-1">
      <Switch
        label={label}
        description={description}
        disabled={disabled}
        checked={chosen[name]}
        onCheckedChange={(on) => change({ [name]: on } as Pick<Preferences, Flag>)}
      />
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </div>
  );
}
