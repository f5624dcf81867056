/** A chat message as shown. */
export interface ChatMessage {
  id: string;
  from: string;
  own: boolean;
  at: Date;
  text: string;
}

/** A piece of a message: plain words or a link that is safe to open. */
export type ChatPart = { text: string; href?: string };

const LINK = /\bhttps?:\/\/[^\s<>"'`]+/gi;

/** Splits a text into words and links. Only http and https become links, so no script address ever does. */
export function partsOf(text: string): ChatPart[] {
  const parts: ChatPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const raw = match[0].replace(/[.,;:!?)\]}]+$/, '');
    if (!isWebAddress(raw)) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: raw, href: raw });
    end = match.index + raw.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

function isWebAddress(raw: string): boolean {
  try {
    const { protocol } = new URL(raw);
    return protocol === 'http:' || protocol === 'https:';
  } catch {
    return false;
  }
}

/** Longest text the chat sends. */
export const MAX_MESSAGE = 2000;

/** What is sent for a draft: trimmed and cut; empty means nothing to send. */
export function outgoing(draft: string): string {
  return draft.trim().slice(0, MAX_MESSAGE);
}

/** Whether a message starts a new block, that is, shows its sender and time again: other sender or five minutes later. */
export function startsBlock(previous: ChatMessage | undefined, message: ChatMessage): boolean {
  if (!previous || previous.from !== message.from || previous.own !== message.own) return true;
  return message.at.getTime() - previous.at.getTime() > 5 * 60_000;
}

/** The badge of the chat button: nothing for zero, at most "99+". */
export function unreadBadge(count: number): string {
  if (count <= 0) return '';
  return count > 99 ? '99+' : String(count);
}
