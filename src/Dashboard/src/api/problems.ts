/** One refused member of a request body. `pointer` is a JSON pointer such as `/flights/0/end_date`. */
export interface MemberError {
  readonly pointer: string;
  readonly code: string;
  readonly message: string;
}

interface ProblemBody {
  readonly detail?: string;
  readonly code?: string;
  readonly trace_id?: string;
  readonly errors?: readonly MemberError[];
  readonly sync_id?: string;
  readonly live_id?: string;
  readonly sync_log_id?: string;
}

/** A failed call to the API: the members of its problem document, or `network.unreachable` if there was no response. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly traceId: string | null;
  readonly errors: readonly MemberError[];
  /** The run that a refused start names. */
  readonly syncId: string | null;
  /** The work in progress that a refused request names. */
  readonly liveId: string | null;
  /** The read of seats in progress that a refused refresh names. */
  readonly syncLogId: string | null;
  /** Seconds. */
  readonly retryAfter: number | null;

  constructor(status: number, body: ProblemBody, retryAfter: number | null = null) {
    super(body.detail ?? 'The service returned an error without a description.');
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.traceId = body.trace_id ?? null;
    this.errors = body.errors ?? [];
    this.syncId = body.sync_id ?? null;
    this.liveId = body.live_id ?? null;
    this.syncLogId = body.sync_log_id ?? null;
    this.retryAfter = retryAfter;
  }

  static of(response: Response, body: unknown): ApiProblem {
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    const known = typeof body === 'object' && body !== null ? (body as ProblemBody) : {};
    return new ApiProblem(response.status, known, Number.isFinite(seconds) ? seconds : null);
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, { code: 'network.unreachable', detail: 'The service cannot be reached.' });
  }

  /** Whether the same request can succeed later without a change by the user. */
  get isTransient(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

export const toProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : new ApiProblem(0, { code: 'page.failed', detail: String(error) });

/** The name of a form field for a JSON pointer: `/flights/0/end_date` → `flights.0.end_date`. */
export const fieldOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
