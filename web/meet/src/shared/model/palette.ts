/** The parts of the layout answer that the screens use; everything is optional and nothing in it is trusted. */
export interface RoomLook {
  logoUrl: string;
  title: string;
  subtitle: string;
  joinLabel: string;
  skipPreview: boolean;
  chat: boolean;
  chatOpen: boolean;
  people: boolean;
  tilesPerPage: number;
  /** Custom properties to set on the root element. */
  variables: Record<string, string>;
  /** Forces the base tokens to dark or light when the palette was made for that; empty follows the system. */
  base: 'dark' | 'light' | '';
}

export const PLAIN_LOOK: RoomLook = {
  logoUrl: '',
  title: '',
  subtitle: '',
  joinLabel: '',
  skipPreview: false,
  chat: true,
  chatOpen: false,
  people: true,
  tilesPerPage: 9,
  variables: {},
  base: '',
};

type Json = Record<string, unknown>;
const object = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 200) : '');

/** Reads `{data: [layout, …]}`; anything unusable gives the plain look. */
export function readLook(answer: unknown, prefersLight: boolean): RoomLook {
  const layout = object(list(object(answer)['data'])[0]);
  if (Object.keys(layout).length === 0) return PLAIN_LOOK;
  const screens = object(layout['screens']);
  const preview = object(screens['preview']);
  const intro = object(object(preview['default'])['elements']);
  const header = object(intro['preview_header']);
  const conferencing = object(screens['conferencing']);
  const call = object(object(conferencing['default'] ?? conferencing['hls_live_streaming'])['elements']);
  const described = Object.keys(call).length > 0;
  const grid = object(object(call['video_tile_layout'])['grid']);
  const tiles = Number(grid['tiles_in_view']);
  return {
    logoUrl: imageAddress(text(object(layout['logo'])['url'])),
    title: text(header['title']),
    subtitle: text(header['sub_title']),
    joinLabel: text(object(intro['join_form'])['join_btn_label']),
    skipPreview: preview['skip_preview_screen'] === true,
    chat: described ? 'chat' in call : true,
    chatOpen: object(call['chat'])['initial_state'] === 'CHAT_STATE_OPEN',
    people: described ? 'participant_list' in call : true,
    tilesPerPage: Number.isInteger(tiles) && tiles >= 1 && tiles <= 49 ? tiles : PLAIN_LOOK.tilesPerPage,
    ...readTheme(layout, prefersLight),
  };
}

function imageAddress(raw: string): string {
  return raw.startsWith('/') && !raw.startsWith('//') ? raw : /^https:\/\//i.test(raw) ? raw : '';
}

function readTheme(layout: Json, prefersLight: boolean): Pick<RoomLook, 'variables' | 'base'> {
  const themes = list(layout['themes']).map(object);
  const wanted = prefersLight ? 'THEME_TYPE_LIGHT' : 'THEME_TYPE_DARK';
  const theme =
    themes.find((entry) => entry['theme_type'] === wanted) ??
    themes.find((entry) => entry['default'] === true) ??
    themes[0];
  const palette = object(theme?.['palette']);
  const colour = (name: string): string => {
    const value = text(palette[name]);
    return /^#[0-9a-f]{6}$/i.test(value) ? value : '';
  };
  const variables: Record<string, string> = {};
  const put = (variable: string, value: string) => {
    if (value) variables[variable] = value;
  };
  put('--background', colour('background_dim') || colour('background_default'));
  put('--surface', colour('surface_default') || colour('surface_dim'));
  put('--raised', colour('surface_bright') || colour('surface_default'));
  put('--border', colour('border_bright') || colour('border_default'));
  const grounds = ['--background', '--surface', '--raised'].flatMap((name) => variables[name] ?? []);
  for (const level of ['high', 'medium', 'low']) {
    const ink = colour(`on_surface_${level}`);
    if (ink) put(`--text-${level}`, legibleOn(ink, grounds));
  }
  put('--success', colour('alert_success'));
  put('--warning', colour('alert_warning'));
  const primary = colour('primary_default');
  if (primary) {
    const on = colour('on_primary_high') || '#ffffff';
    put('--primary', primary);
    put('--on-primary', on);
    put('--primary-strong', legibleUnder(primary, on));
  }
  const background = variables['--background'];
  const base = background ? (luminance(background) < 0.4 ? 'dark' : 'light') : '';
  return { variables, base };
}

function channels(hex: string): [number, number, number] {
  const value = parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Relative luminance of #rrggbb as WCAG defines it, 0 to 1. */
export function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG contrast of two #rrggbb colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** The given ground, moved away from the text's colour in small steps until text on it reaches AA (4.5). */
export function legibleUnder(ground: string, onTop: string): string {
  const target = luminance(onTop) > 0.4 ? 0 : 255;
  let current = ground;
  for (let step = 0; step < 20 && contrast(current, onTop) < 4.5; step++) {
    const moved = channels(current).map((channel) => Math.round(channel + (target - channel) * 0.08));
    current = `#${moved.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
  }
  return current;
}

/** The given text colour, moved in small steps until it reaches AA (4.5) on every one of the grounds. */
export function legibleOn(ink: string, grounds: readonly string[]): string {
  return grounds.reduce((current, ground) => legibleUnder(current, ground), ink);
}
