import { Briefcase, Building2, ChartNoAxesColumn, Database, Globe, type LucideIcon } from 'lucide-react';
import type { HierarchyNode } from './tree';

interface Kind {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly plural: string;
}

/** Amazon's words for the nodes, in the order of the tree. */
export const kinds: Record<HierarchyNode['kind'], Kind> = {
  manager: { icon: Briefcase, label: 'Manager account', plural: 'manager accounts' },
  account: { icon: Building2, label: 'Ads account', plural: 'Ads accounts' },
  profile: { icon: Globe, label: 'Profile', plural: 'profiles' },
  dsp_advertiser: { icon: ChartNoAxesColumn, label: 'DSP advertiser', plural: 'DSP advertisers' },
  amc_account: { icon: Database, label: 'AMC account', plural: 'AMC accounts' },
};
