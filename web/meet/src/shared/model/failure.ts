/** Why a person is not in the call; each has its own page of words. */
export type StopKind =
  | 'wrong-link'
  | 'inactive'
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

/** What happened while the link was exchanged for a token. An unknown code and a foreign one look the same. */
export function stopForLink(error: unknown): StopKind {
  const { code, text } = failureOf(error);
  if (code === 403) return 'inactive';
  if (code === 404 || code === 400) return 'wrong-link';
  if (code === 2003 || code === 429 || (code >= 500 && code < 600)) return 'unreachable';
  if (/fetch|network|load failed/i.test(text) || error instanceof SyntaxError) return 'unreachable';
  return 'failed';
}

/** What happened while connecting, in preview or at join. */
export function stopForConnect(error: unknown): StopKind {
  const { code, text } = failureOf(error);
  if (code === 6008 || /role is invalid/i.test(text)) return 'role-invalid';
  if (/room is not active/i.test(text)) return 'inactive';
  if (/role limit reached|room is full/i.test(text)) return 'full';
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
