import { send } from './client';
import { ApiProblem } from './problems';

export interface ServerEvent {
  readonly id: string | null;
  readonly data: string;
}

/** Splits a stream of server-sent events, wherever its chunks are cut. Source: WHATWG HTML, "Server-sent events". */
export class EventParser {
  private rest = '';
  private id: string | null = null;
  private data: string[] = [];

  push(chunk: string): ServerEvent[] {
    // A line may end with CR, LF or CRLF; a CR at the end of a chunk may be half of a CRLF.
    const text = this.rest + chunk;
    const complete = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = complete.split(/\r\n|\n|\r/);
    this.rest = (lines.pop() ?? '') + text.slice(complete.length);
    return lines.flatMap((line) => this.take(line) ?? []);
  }

  private take(line: string): ServerEvent | null {
    if (line === '') return this.dispatch();
    const [, field, content = ''] = /^([^:]*)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'id') this.id = content;
    else if (field === 'data') this.data.push(content);
    return null;
  }

  private dispatch(): ServerEvent | null {
    if (this.data.length === 0) return null;
    const event = { id: this.id, data: this.data.join('\n') };
    this.data = [];
    return event;
  }
}

/** The events of one response, until it ends. `EventSource` cannot send the session's token, so this is a `fetch`. */
export async function* eventsOf(path: string, lastId: string | null, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const headers: Record<string, string> = { Accept: 'text/event-stream' };
  if (lastId) headers['Last-Event-ID'] = lastId;
  const response = await send(new Request(new URL(path, location.origin), { headers, signal }));
  if (!response.ok || !response.body) {
    throw ApiProblem.of(response, await response.json().catch(() => null));
  }

  const parser = new EventParser();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (done || value === undefined) return;
    yield* parser.push(value);
  }
}
