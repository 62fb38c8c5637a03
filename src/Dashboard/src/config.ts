/** What the API writes into `index.html` (src/Api/Dashboard). */
interface Configuration {
  /** Where the pages are: `/`, or `/app/` beside another frontend. */
  readonly base: string;
  /** The issuer of the session tokens. */
  readonly issuer: string;
  /** Clerk's key for browsers. Without it, sessions come from the simulated Clerk at the issuer. */
  readonly publishable_key: string | null;
  readonly development: boolean;
  /** The features that are on for at least some users. */
  readonly features: readonly string[];
}

const fallback: Configuration = { base: '/', issuer: '', publishable_key: null, development: false, features: [] };

function read(): Configuration {
  const content = document.querySelector<HTMLMetaElement>('meta[name=accounts]')?.content ?? '{}';
  return { ...fallback, ...(JSON.parse(content) as Partial<Configuration>) };
}

export const config = read();

export const hasFeature = (name: string) => config.features.includes(name);
