import { describe, expect, it } from 'vitest';
import { shortcutLabel, shortcutOf } from './shortcuts';

const press = { code: 'KeyM', altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, repeat: false };

describe('shortcuts', () => {
  it('need Alt and nothing else', () => {
    expect(shortcutOf(press)).toBe('mic');
    expect(shortcutOf({ ...press, altKey: false })).toBeNull();
    expect(shortcutOf({ ...press, ctrlKey: true })).toBeNull();
    expect(shortcutOf({ ...press, repeat: true })).toBeNull();
    expect(shortcutOf({ ...press, code: 'KeyQ' })).toBeNull();
  });

  it('are written as the machine writes them', () => {
    expect(shortcutLabel('camera', 'MacIntel')).toBe('⌥V');
    expect(shortcutLabel('camera', 'Linux x86_64')).toBe('Alt+V');
  });
});
