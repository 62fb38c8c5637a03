/** What Amazon's codes mean for one country of an account. Amazon publishes no list of them; these have been seen. */
const meanings: Record<string, string> = {
  BUSINESS_VERIFICATION:
    'Amazon has not opened this account there yet. Finish the verification in Amazon’s console; the next sync picks it up.',
  SELLER_NOT_ELIGIBLE: 'The seller may not advertise in this country. Amazon’s console says what is missing.',
};

const unknownMeaning = 'Amazon gives no more detail; open the account in Amazon’s console.';

export const meaningOf = (code: string | undefined) =>
  (code && Object.hasOwn(meanings, code) && meanings[code]) || unknownMeaning;

/** What to do after a problem of this service, by code. Codes without an entry are explained by their own detail. */
const remedies: Record<string, string> = {
  'network.unreachable': 'Check your connection. The page tries again on its own.',
  'oauth.access_denied': 'Nothing was connected. Choose “Connect Amazon” again and allow the access at Amazon.',
  'oauth.invalid_state': 'Start again here, and finish in the same browser within ten minutes.',
  'oauth.exchange_failed': 'Start again. If it fails once more, wait a few minutes.',
  'oauth.consent_failed': 'Start again. If it fails once more, wait a few minutes.',
  'oauth.client_rejected': 'Only the operator of this service can correct it.',
  'amazon.throttled': 'Amazon is limiting requests. This takes longer and continues automatically.',
  'amazon.unavailable': 'We retry automatically; nothing for you to do.',
  'amazon.forbidden': 'Use an Amazon login that may see this, or change its rights at Amazon.',
  'amazon.invalid_answer': 'Try again in a moment.',
  'amazon.rejected': 'Try again in a moment. If it fails once more, report it to support.',
  'amazon.timeout': 'Try again in a moment.',
  'amazon.unauthorized': 'Try again in a moment: the access is refreshed first.',
  'amazon.no_access': 'Use an Amazon login that may see this, or change its rights at Amazon.',
  'feature.disabled': 'An administrator can turn it on.',
  'connection.not_found': 'Choose one of the logins on the page “Connections”.',
  'connection.reauthorization_required': 'Reconnect the login with the Amazon login you used before.',
  'connection.refresh_unavailable': 'We retry automatically; nothing for you to do.',
  'connection.region_disabled': 'Choose another region.',
  'dsp.not_your_advertiser': 'Choose one of your advertisers, or sync so that a new one is found.',
  'dsp.access_denied':
    'Ask the owner of the advertiser at Amazon to add this login, or connect a login that may see it.',
  'campaign.not_found': 'Load the campaigns from Amazon to see which exist.',
  'sync.listing_failed': 'The next sync reads it again.',
  'sync.listing_too_long': 'Amazon does not list the rest; what it listed is here.',
  'sync.not_found': 'Choose one of the runs on the page “Sync”.',
  'sync.interrupted': 'Start another sync; it continues where this one stopped.',
};

export const remedyOf = (code: string): string | null => (Object.hasOwn(remedies, code) && remedies[code]) || null;
