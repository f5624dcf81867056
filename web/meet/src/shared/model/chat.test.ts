import { describe, expect, it } from 'vitest';
import { outgoing, partsOf, startsBlock, unreadBadge } from './chat';

describe('chat text', () => {
  it('turns web addresses into links and leaves the full stop out', () => {
    expect(partsOf('see https://example.org/a?b=1. Thanks')).toEqual([
      { text: 'see ' },
      { text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1' },
      { text: '. Thanks' },
    ]);
  });

  it('never makes a script address a link', () => {
    for (const text of [
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'data:text/html,x',
      'vbscript:x',
      'https://',
      'file:///etc/passwd',
    ]) {
      expect(partsOf(text).every((part) => part.href === undefined)).toBe(true);
    }
    const tricky = partsOf('javascript:https://x.example/%0aalert(1)');
    expect(tricky.filter((part) => part.href).every((part) => part.href!.startsWith('https://'))).toBe(true);
  });

  it('loses nothing on the way', () => {
    const text = 'a https://b.example, c http://d.example/(e) f';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('is not sent when blank and cut when endless', () => {
    expect(outgoing('  \n ')).toBe('');
    expect(outgoing('y'.repeat(5000))).toHaveLength(2000);
  });
});

describe('message blocks', () => {
  const message = { id: '1', from: 'Ann', own: false, at: new Date(1_000_000), text: 'x' };
  it('begin with another sender or after a pause', () => {
    expect(startsBlock(undefined, message)).toBe(true);
    expect(startsBlock(message, { ...message, at: new Date(1_060_000) })).toBe(false);
    expect(startsBlock(message, { ...message, at: new Date(1_400_000) })).toBe(true);
    expect(startsBlock(message, { ...message, from: 'Bo' })).toBe(true);
  });
});

describe('the unread badge', () => {
  it('is silent at zero and short at many', () => {
    expect(unreadBadge(0)).toBe('');
    expect(unreadBadge(7)).toBe('7');
    expect(unreadBadge(120)).toBe('99+');
  });
});
