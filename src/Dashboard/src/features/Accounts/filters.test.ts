import { expect, it } from 'vitest';
import createClient from 'openapi-fetch';
import type { paths } from '@/api/schema';
import { filtersOf, hasFilters, listQuery, withoutFilters } from './filters';
import { accountsSearch } from './search';

const addressOf = async (search: Parameters<typeof accountsSearch>[0]) => {
  let address = '';
  const client = createClient<paths>({
    baseUrl: 'http://localhost',
    fetch: (request) => {
      address = decodeURIComponent(request.url);
      return Promise.resolve(Response.json({}));
    },
  });
  const query = { ...listQuery(filtersOf(accountsSearch(search))), page: 1 };
  await client.GET('/api/v1/accounts', { params: { query } });
  return address;
};

it('repeats a parameter for each of its values', async () => {
  expect(await addressOf({ status: 'active,error', country: 'DE,FR', type: 'dsp' })).toBe(
    'http://localhost/api/v1/accounts?status=active&status=error&account_type=dsp&country_code=DE&country_code=FR&page=1',
  );
});

it('asks for errors, a tag, a text and an order', async () => {
  expect(await addressOf({ errors: '1', tag: 'vip', q: 'a&b', sort: '-last_synced_at' })).toBe(
    'http://localhost/api/v1/accounts?search=a&b&has_errors=true&tag=vip&sort=last_synced_at&order=desc&page=1',
  );
  expect(await addressOf({ sort: 'status' })).toContain('sort=status&order=asc');
});

it('leaves out what the view only shows', async () => {
  expect(await addressOf({ view: 'cards', cols: 'name', open: 'x' })).toBe('http://localhost/api/v1/accounts?page=1');
});

it('removes the filters and keeps the rest of the view', () => {
  const search = accountsSearch({ q: 'acme', errors: '1', sort: '-name', cols: 'synced,name' });
  expect(hasFilters(search)).toBe(true);
  const cleared = withoutFilters(search);
  expect(hasFilters(cleared)).toBe(false);
  expect(cleared).toMatchObject({ sort: '-name', cols: ['synced', 'name'] });
});
