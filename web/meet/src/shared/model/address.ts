/** What the page's address asks for. */
export interface Address {
  /** What opens the door: a room code, or a room id and a role with a slash between, as old links have. Empty when the
   *  address holds neither. */
  code: string;
  skipPreview: boolean;
  /** Name given in the address, already trimmed; empty when none. */
  name: string;
  /** Ready token given instead of a code; empty when none. */
  authToken: string;
  userId: string;
}

const CODE = /^[A-Za-z0-9-]{3,64}$/;
const ROOM_ID = /^[A-Za-z0-9_-]{1,100}$/;
/** Where a room id stands right behind the host, it must look like one. */
const OWN_ROOM_ID = /^[0-9a-f]{24}$/;
const RESERVED = new Set(['meeting', 'preview', 'streaming']);
const PREFIXES = new Set(['', 'meeting', 'preview', 'streaming', 'streaming/meeting', 'streaming/preview']);
const isTrue = (value: string | null): boolean => value === 'true' || value === '1' || value === '';

/** Reads /meeting/x, /preview/x, /streaming/meeting/x and /x, where x is a code or a room id and a role, with the queries skip_preview, name, userId, auth_token. */
export function readAddress(pathname: string, search: string): Address {
  const parts = pathname.split('/').filter(Boolean);
  const query = new URLSearchParams(search);
  return {
    code: codeIn(parts) || roomAndRoleIn(parts),
    skipPreview: query.has('skip_preview') && isTrue(query.get('skip_preview')),
    name: cleanName(query.get('name') ?? ''),
    authToken: query.get('auth_token') ?? '',
    userId: (query.get('userId') ?? '').slice(0, 128),
  };
}

function codeIn(parts: readonly string[]): string {
  const last = parts[parts.length - 1] ?? '';
  const known = PREFIXES.has(parts.slice(0, -1).join('/'));
  return known && CODE.test(last) && !RESERVED.has(last) ? last : '';
}

function roomAndRoleIn(parts: readonly string[]): string {
  const [room = '', rawRole = ''] = parts.slice(-2);
  const prefix = parts.slice(0, -2).join('/');
  const role = decoded(rawRole);
  const isRoom = (prefix === '' ? OWN_ROOM_ID : ROOM_ID).test(room) && !RESERVED.has(room);
  const fits = parts.length >= 2 && PREFIXES.has(prefix) && isRoom;
  return fits && role !== '' && role.length <= 100 && !/\p{Cc}/u.test(role) ? `${room}/${role}` : '';
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
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
