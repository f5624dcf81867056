export type Shortcut = 'mic' | 'camera' | 'share' | 'chat' | 'people';

const KEYS: Record<string, Shortcut> = {
  KeyM: 'mic',
  KeyV: 'camera',
  KeyS: 'share',
  KeyC: 'chat',
  KeyP: 'people',
};

/** The parts of a key press that matter. */
export interface KeyPress {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
}

/** The shortcut of a key press: Alt (Option on a Mac) with a letter, so that typing and browser keys stay free. */
export function shortcutOf(press: KeyPress): Shortcut | null {
  if (!press.altKey || press.ctrlKey || press.metaKey || press.shiftKey || press.repeat) return null;
  return KEYS[press.code] ?? null;
}

/** How a shortcut is written on this machine. */
export function shortcutLabel(shortcut: Shortcut, platform: string): string {
  const code = Object.keys(KEYS).find((key) => KEYS[key] === shortcut) ?? '';
  const letter = code.slice(3);
  return /mac|iphone|ipad/i.test(platform) ? `⌥${letter}` : `Alt+${letter}`;
}
