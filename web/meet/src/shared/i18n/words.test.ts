import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en } from './en';
import { startWords, t } from './index';

const src = fileURLToPath(new URL('../..', import.meta.url));

function has(key: string): boolean {
  let node: unknown = en;
  for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part];
  return typeof node === 'string';
}

describe('words', () => {
  it('exist for every key the code uses', () => {
    const missing: string[] = [];
    for (const name of readdirSync(src, { recursive: true }) as string[]) {
      if (!/\.tsx?$/.test(name) || name.endsWith('.test.ts')) continue;
      for (const match of readFileSync(join(src, name), 'utf8').matchAll(/\bt\(\s*'([a-z][\w.-]*)'/gi)) {
        const key = match[1]!;
        if (!has(key) && !(has(`${key}_one`) && has(`${key}_other`))) missing.push(`${name}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });

  it('count properly and take names as they are', () => {
    startWords();
    expect(t('controls.chatUnread', { count: 1 })).toBe('Chat, 1 unread message');
    expect(t('controls.chatUnread', { count: 2 })).toBe('Chat, 2 unread messages');
    expect(t('status.joined', { name: '<b>Ann</b>' })).toBe('<b>Ann</b> joined');
  });
});
