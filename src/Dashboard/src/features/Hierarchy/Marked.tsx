/** A text with the part that a search found. */
export function Marked({ text, term }: { text: string; term: string }) {
  const at = term ? text.toLowerCase().indexOf(term.toLowerCase()) : -1;
  if (at < 0) return text;
  const end = at + term.length;
  return (
    <>
      {text.slice(0, at)}
      <mark className="rounded-sm bg-warn-back text-warn">{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}
