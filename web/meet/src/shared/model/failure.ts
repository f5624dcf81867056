/** Why a person is not in the call; each has its own page of words. */
export type StopKind =
  | 'wrong-link'
  | 'inactive'
  | 'links-off'
  | 'not-open'
  | 'expired'
  | 'unreachable'
  | 'full'
  | 'role-invalid'
  | 'insecure'
  | 'ended'
  | 'removed'
  | 'lost'
  | 'failed';

/** The part of an error that matters; anything thrown fits. */
export interface Failure {
  code: number;
  text: string;
}

/** Reads code and text out of whatever was thrown. */
export function failureOf(error: unknown): Failure {
  const value = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const text = [value['message'], value['description'], typeof error === 'string' ? error : '']
    .filter((part): part is string => typeof part === 'string')
    .join(' ');
  return { code: typeof value['code'] === 'number' ? value['code'] : 0, text };
}

/** The conditions of a link that was refused, by the server's words; the same words come at the exchange and at /init. */
const CONDITIONS: readonly (readonly [RegExp, StopKind])[] = [
  [/room links are switched off/i, 'links-off'],
  [/code is not valid yet/i, 'not-open'],
  [/code has expired/i, 'expired'],
];

function conditionOf(text: string): StopKind | null {
  return CONDITIONS.find(([words]) => words.test(text))?.[1] ?? null;
}

/** What to do when a link gave no token: stop with a page of words, ask for the PIN, or wait to be let in. */
export type LinkAnswer =
  | { at: 'stop'; kind: StopKind; /** When it opens, in epoch milliseconds. */ when?: number }
  | { at: 'pin' }
  | { at: 'waiting' };

/** What happened while the link was exchanged for a token. An unknown code and a foreign one look the same. */
export function answerToLink(error: unknown): LinkAnswer {
  const { code, text } = failureOf(error);
  if (code === 404 || code === 400) return { at: 'stop', kind: 'wrong-link' };
  if (/waiting for approval/i.test(text)) return { at: 'waiting' };
  if (code === 403) {
    if (/\bpin\b/i.test(text)) return { at: 'pin' };
    const kind = conditionOf(text) ?? (/room is full|limit reached/i.test(text) ? 'full' : 'inactive');
    const when = kind === 'not-open' ? timeOf(error) : undefined;
    return when === undefined ? { at: 'stop', kind } : { at: 'stop', kind, when };
  }
  if (code === 2003 || code === 429 || (code >= 500 && code < 600))
    return { at: 'stop', kind: 'unreachable' };
  if (/fetch|network|load failed/i.test(text) || error instanceof SyntaxError)
    return { at: 'stop', kind: 'unreachable' };
  return { at: 'stop', kind: 'failed' };
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The first RFC 3339 time among the error's details, in epoch milliseconds. */
function timeOf(error: unknown): number | undefined {
  const details = (error as { details?: unknown } | null)?.details;
  for (const detail of Array.isArray(details) ? details : []) {
    const at = typeof detail === 'string' && TIME.test(detail) ? Date.parse(detail) : NaN;
    if (!Number.isNaN(at)) return at;
  }
  return undefined;
}

/** What happened while connecting, in preview or at join. */
export function stopForConnect(error: unknown): StopKind {
  const { code, text } = failureOf(error);
  if (code === 6008 || /role is invalid/i.test(text)) return 'role-invalid';
  if (/room is not active/i.test(text)) return 'inactive';
  if (/role limit reached|room is full/i.test(text)) return 'full';
  const condition = conditionOf(text);
  if (condition) return condition;
  if (code === 6010 || code === 6011) return 'insecure';
  if (code === 410) return 'ended';
  if (code === 401 || code === 403) return 'inactive';
  if (
    code === 2003 ||
    code === 1000 ||
    code === 1003 ||
    code === 1006 ||
    code === 429 ||
    (code >= 500 && code < 600)
  ) {
    return 'unreachable';
  }
  return 'failed';
}

/** What a terminal error inside the call means. */
export function stopForCall(error: unknown): StopKind {
  const kind = stopForConnect(error);
  return kind === 'failed' || kind === 'unreachable' ? 'lost' : kind;
}

/** What is wrong with camera or microphone. */
export type DeviceTrouble = 'denied' | 'missing' | 'busy' | 'other';

/** Reads a capture error; null when the error is about something else. */
export function deviceTrouble(error: unknown): DeviceTrouble | null {
  const { code } = failureOf(error);
  if (code === 3001 || code === 3011) return 'denied';
  if (code === 3002) return 'missing';
  if (code === 3003) return 'busy';
  if (code === 3008 || code < 3000 || code > 3015) return null;
  return 'other';
}
