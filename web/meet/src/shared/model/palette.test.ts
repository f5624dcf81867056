import { describe, expect, it } from 'vitest';
import { PLAIN_LOOK, contrast, legibleOn, legibleUnder, readLook } from './palette';

const layout = (extra: object) => ({ data: [{ role: 'host', ...extra }] });

describe('the look of a room', () => {
  it('is plain when the server has none or answers nonsense', () => {
    for (const answer of [null, 'x', [], {}, { data: [] }, { data: [7] }, { error: 'no' }]) {
      expect(readLook(answer, false)).toBe(PLAIN_LOOK);
    }
  });

  it('takes only plain colours from the palette', () => {
    const look = readLook(
      layout({
        themes: [
          {
            palette: {
              background_dim: '#000000',
              surface_default: 'url(https://evil)',
              primary_default: '#2572ED',
            },
          },
        ],
      }),
      false,
    );
    expect(look.variables['--background']).toBe('#000000');
    expect(look.variables['--raised']).toBeUndefined();
    expect(look.base).toBe('dark');
  });

  it('prefers the theme made for the system setting', () => {
    const themes = [
      { theme_type: 'THEME_TYPE_DARK', palette: { background_default: '#111111' } },
      { theme_type: 'THEME_TYPE_LIGHT', palette: { background_default: '#fefefe' } },
    ];
    expect(readLook(layout({ themes }), true).base).toBe('light');
    expect(readLook(layout({ themes }), false).base).toBe('dark');
  });

  it('switches features by the presence of their element', () => {
    const look = readLook(
      layout({ screens: { conferencing: { default: { elements: { participant_list: {} } } } } }),
      false,
    );
    expect(look).toMatchObject({ chat: false, people: true });
    expect(readLook(layout({ logo: { url: 'javascript:alert(1)' } }), false)).toMatchObject({
      logoUrl: '',
      chat: true,
    });
  });

  it('keeps words on buttons legible', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21);
    for (const ground of ['#ffdd00', '#4f7cff', '#ffffff', '#00ffcc']) {
      expect(contrast(legibleUnder(ground, '#ffffff'), '#ffffff')).toBeGreaterThanOrEqual(4.5);
    }
    expect(legibleUnder('#2449c9', '#ffffff')).toBe('#2449c9');
  });

  it('keeps secondary words legible on every ground of the palette', () => {
    const palette = {
      background_default: '#0B0D10',
      surface_default: '#14171C',
      surface_bright: '#1D2128',
      on_surface_low: '#7C8492',
    };
    const { variables } = readLook(layout({ themes: [{ palette }] }), false);
    for (const ground of ['--background', '--surface', '--raised']) {
      expect(contrast(variables['--text-low'] ?? '', variables[ground] ?? '')).toBeGreaterThanOrEqual(4.5);
    }
    expect(legibleOn('#12151a', ['#ffffff', '#f6f7f9'])).toBe('#12151a');
  });
});
