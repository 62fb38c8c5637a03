import { countryName } from './countries';

const flags = import.meta.glob<string>(
  '/node_modules/country-flag-icons/3x2/{AE,AU,BE,BR,CA,CN,DE,EG,ES,FR,GB,IE,IN,IT,JP,MX,NL,PL,SA,SE,SG,TR,US,ZA}.svg',
  { query: '?url', import: 'default', eager: true },
);

/** A decorative flag. The code or the name always stands beside it. */
export function Flag({ code }: { code: string }) {
  const url = flags[`/node_modules/country-flag-icons/3x2/${code}.svg`];
  return url ? (
    <img src={url} alt="" width={16} height={11} className="inline-block h-[11px] w-4 rounded-[2px] object-cover" />
  ) : null;
}

export function Country({ code, full = false }: { code: string; full?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={full ? code : countryName(code)}>
      <Flag code={code} />
      {full ? countryName(code) : code}
    </span>
  );
}
