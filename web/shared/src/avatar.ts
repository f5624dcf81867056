const HUES = [205, 225, 250, 280, 320, 350, 20, 40, 95, 150, 170, 190] as const;

/** Initials (one or two letters, "?" without any) and hue in degrees for a person's name. */
export function avatarOf(name: string): { initials: string; hue: number } {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : [words[0]];
  const initials = letters
    .map((word) => (word ? ([...word][0] ?? '') : ''))
    .join('')
    .toLocaleUpperCase();
  let hash = 7;
  for (const char of name.trim().toLocaleLowerCase()) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return { initials: initials || '?', hue: HUES[hash % HUES.length] ?? 205 };
}
