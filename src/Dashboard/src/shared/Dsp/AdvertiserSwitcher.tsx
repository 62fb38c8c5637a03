import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/ui/button';
import { Combobox } from '@/ui/combobox';
import { advertisers } from './advertisers';
import type { AdvertiserTab } from './tabs';

/** Opens the same tab of another advertiser. */
export function AdvertiserSwitcher({ id, tab }: { id: string; tab: AdvertiserTab }) {
  const [text, setText] = useState('');
  const [isWanted, setWanted] = useState(false);
  const { data, isFetching } = useQuery({
    ...advertisers(text.trim()),
    placeholderData: keepPreviousData,
    enabled: isWanted,
  });
  const navigate = useNavigate();
  const options = (data?.accounts ?? []).map((account) => ({
    value: account.amazon_account_id,
    label: account.account_name,
    keywords: account.amazon_account_id,
    count: <span className="font-mono">{account.amazon_account_id}</span>,
  }));
  return (
    <Combobox
      label="DSP advertiser"
      options={options}
      value={id}
      onSearch={setText}
      busy={isFetching}
      empty="No advertiser matches."
      onValueChange={(advertiserId) => {
        if (advertiserId) void navigate({ to: tab.to, params: { advertiserId } });
      }}
      trigger={
        <Button onPointerEnter={() => setWanted(true)} onFocus={() => setWanted(true)} onClick={() => setWanted(true)}>
          Other advertiser
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </Button>
      }
    />
  );
}
