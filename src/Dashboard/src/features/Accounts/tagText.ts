import { mostTags } from './tags';

const longest = 50;

/** The tags of a text that separates them by commas, once each. */
export const toTags = (text: string) => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** What is wrong with some tags, or null. */
export function tagsProblem(tags: readonly string[]): string | null {
  if (tags.length > mostTags) return `An account has at most ${mostTags} tags.`;
  const long = tags.find((tag) => tag.length > longest);
  return long ? `A tag has at most ${longest} characters: “${long.slice(0, 20)}…”` : null;
}
