/** What the page's address asks for. */
export interface Address {
  /** Room code; empty when the address holds none. */
  code: string;
  skipPreview: boolean;
  /** Name given in the address, already trimmed; empty when none. */
  name: string;
  /** Ready token given instead of a code; empty when none. */
  authToken: string;
  userId: string;
}

const CODE = /^[A-Za-z0-9-]{3,64}$/;
const RESERVED = new Set(['meeting', 'preview', 'streaming']);
const isTrue = (value: string | null): boolean => value === 'true' || value === '1' || value === '';

/** Reads /meeting/x, /preview/x, /streaming/meeting/x and /x, with the queries skip_preview, name, userId, auth_token. */
export function readAddress(pathname: string, search: string): Address {
  const parts = pathname.split('/').filter(Boolean);
  const last = parts[parts.length - 1] ?? '';
  const query = new URLSearchParams(search);
  const prefix = parts.slice(0, -1).join('/');
  const known =
    prefix === '' || prefix === 'meeting' || prefix === 'preview' || prefix === 'streaming/meeting';
  return {
    code: known && CODE.test(last) && !RESERVED.has(last) ? last : '',
    skipPreview: query.has('skip_preview') && isTrue(query.get('skip_preview')),
    name: cleanName(query.get('name') ?? ''),
    authToken: query.get('auth_token') ?? '',
    userId: (query.get('userId') ?? '').slice(0, 128),
  };
}

/** One line, no control characters, at most 100 characters. */
export function cleanName(raw: string): string {
  return [
    ...raw
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, 100)
    .join('')
    .trim();
}

/**
 * The address the SDK is to ask for its settings. The SDK insists on the text "https://" and drops any fragment
 * before it connects, so a plain-http origin carries it there.
 */
export function initEndpoint(origin: string): string {
  return origin.startsWith('https://') ? origin : `${origin}/#https://x`;
}
