const names: Record<string, string> = {
  'account.batch': 'Batch of accounts',
  'account.disconnect': 'Account disconnected',
  'account.reauthorize': 'Account reauthorized',
  'account.reconnect': 'Account reconnected',
  'account.register': 'Registration requested',
  'account.registered': 'Registration ended',
  'account.settings': 'Account settings changed',
  'account.switch': 'Default account changed',
  'campaign.create': 'Campaign created',
  'campaign.enable': 'Campaign enabled after its creation',
  'campaign.update': 'Campaign changed',
  'connection.auto_refresh': 'Automatic refresh changed',
  'connection.connect': 'Login connected',
  'connection.rename': 'Login renamed',
  'connection.revoke': 'Login disconnected',
  'seats.refresh': 'Seats refreshed',
  'settings.reset': 'Settings reset',
  'settings.update': 'Settings changed',
  'token.refresh': 'Access refreshed',
  'token.unreadable': 'Token could not be read',
  'user.created': 'User created',
  'user.deleted': 'User deleted',
  'user.update': 'Profile changed',
  'user.updated': 'User updated by Clerk',
};

/** The kinds of audit entries that the page can name, in the order of their names. */
export const eventTypes = Object.keys(names).toSorted();

/** What happened, in words; a kind that is new to this page shows its own name. */
export const eventName = (type: string) => names[type] ?? type;
