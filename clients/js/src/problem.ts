/**
 * A refusal that the caller can understand. `code` is stable and meant for programs, `message` for people.
 * Codes of the server are passed on as they are; the SDK's own are `invalid_room_id`, `validation_error`,
 * `message_too_large`, `outbox_full`, `not_connected`, `connection_timeout`, `network`, `closed`.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status?: number;
  readonly retryAfterMs?: number;
  /** The id of the message that was refused. */
  readonly id?: string;
  /** What varies, such as the field that is wrong. */
  readonly details?: Record<string, unknown>;

  constructor(
    readonly code: string,
    message: string,
    context: { status?: number | undefined; retryAfterMs?: number | undefined; id?: string | undefined; details?: Record<string, unknown> | undefined } = {},
  ) {
    super(message);
    if (context.status !== undefined) this.status = context.status;
    if (context.retryAfterMs !== undefined) this.retryAfterMs = context.retryAfterMs;
    if (context.id !== undefined) this.id = context.id;
    if (context.details !== undefined) this.details = context.details;
  }
}

/** The code of an HTTP refusal that brings no problem of the server. */
export function unexplained(status: number | undefined): string {
  return `http_${status}`;
}

/** Any thrown thing as a problem. */
export function problemOf(thrown: unknown, code = 'network'): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem(code, thrown instanceof Error ? thrown.message : String(thrown));
}
