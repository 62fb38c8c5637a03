import type { Status } from '@/shared/statuses';
import type { Campaign } from './wire';

const kpiNames: Record<string, string> = {
  CLICK_THROUGH_RATE: 'Click-through rate',
  COMBINED_RETURN_ON_AD_SPEND: 'Combined return on ad spend',
  COST_PER_ACTION: 'Cost per action',
  COST_PER_CLICK: 'Cost per click',
  COST_PER_CONVERSION_OFF_AMAZON: 'Cost per conversion off Amazon',
  COST_PER_DETAIL_PAGE_VIEW: 'Cost per detail page view',
  COST_PER_FIRST_APP_OPEN: 'Cost per first app open',
  COST_PER_INSTALL: 'Cost per install',
  COST_PER_SIGN_UP: 'Cost per sign-up',
  COST_PER_VIDEO_COMPLETION: 'Cost per video completion',
  DETAIL_PAGE_VIEW_RATE: 'Detail page view rate',
  FREQUENCY_AVERAGE: 'Average frequency',
  REACH: 'Reach',
  RETURN_ON_AD_SPEND: 'Return on ad spend',
  TOTAL_RETURN_ON_AD_SPEND: 'Total return on ad spend',
  VIDEO_COMPLETION_RATE: 'Video completion rate',
};

const strategyNames: Record<string, string> = {
  SPEND_BUDGET_IN_FULL: 'Spend the budget in full',
  PRIORITIZE_KPI_TARGET: 'Prioritize the KPI’s target',
  USE_CAMPAIGN_STRATEGY: 'Use the campaign’s strategy',
};

/** A word of Amazon's that the page does not know, readable: `ROAS_PROMOTED` → `Roas promoted`. */
const readable = (word: string) => {
  const text = word.replaceAll('_', ' ').toLowerCase();
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const kpiName = (kpi: string) => kpiNames[kpi] ?? readable(kpi);
export const strategyName = (strategy: string) => strategyNames[strategy] ?? readable(strategy);

const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

/** Amazon's KPIs and strategies, with the one that a campaign has even if it is unknown here. */
export const kpiOptions = (current: string) =>
  options(current && !kpiNames[current] ? { [current]: kpiName(current), ...kpiNames } : kpiNames);
export const strategyOptions = (current: string) =>
  options(current && !strategyNames[current] ? { [current]: strategyName(current), ...strategyNames } : strategyNames);

const statuses: Record<string, Status> = {
  active: { label: 'Active', tone: 'ok', icon: 'ok', text: 'Amazon delivers it within its dates.' },
  paused: { label: 'Paused', tone: 'off', icon: 'off', text: 'Amazon does not deliver it until it is enabled.' },
  archived: { label: 'Archived', tone: 'off', icon: 'frozen', text: 'It was ended at Amazon and stays for reports.' },
  draft: { label: 'Draft', tone: 'info', icon: 'pending', text: 'It is not complete at Amazon yet.' },
  proposed: { label: 'Proposed', tone: 'info', icon: 'pending', text: 'It waits for approval at Amazon.' },
};

const enabling: Status = {
  label: 'Being enabled',
  tone: 'info',
  icon: 'running',
  text: 'Amazon creates campaigns paused; this one is enabled within a minute.',
};

export const statusName = (status: string) => statuses[status]?.label ?? readable(status);

export const statusOfCampaign = ({ status, metadata }: Pick<Campaign, 'status' | 'metadata'>): Status =>
  metadata.enabling
    ? enabling
    : (statuses[status] ?? {
        label: readable(status),
        tone: 'off',
        icon: 'off',
        text: `Amazon reports “${status}”, which is new to us.`,
      });

/** What can be switched by hand, to what. */
export const switchOf = ({ status, metadata }: Pick<Campaign, 'status' | 'metadata'>): 'active' | 'paused' | null =>
  metadata.enabling || status === 'active' ? 'paused' : status === 'paused' ? 'active' : null;

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** `31 Dec 2026`. Amazon's dates are days in UTC. */
export const dateText = (day: string | null) => (day ? date.format(Date.parse(`${day}T00:00:00Z`)) : 'none');

/** Amazon's reason in readable form: `ADVERTISER_OUT_OF_BUDGET` → `Advertiser out of budget`. */
export const reasonText = readable;
