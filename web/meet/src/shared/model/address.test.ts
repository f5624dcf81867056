import { describe, expect, it } from 'vitest';
import { cleanName, initEndpoint, readAddress } from './address';

describe('the address', () => {
  it('holds the code in all four forms', () => {
    for (const path of [
      '/meeting/abc-defg-hij',
      '/preview/abc-defg-hij',
      '/streaming/meeting/abc-defg-hij',
      '/abc-defg-hij/',
    ]) {
      expect(readAddress(path, '').code).toBe('abc-defg-hij');
    }
  });

  it('holds a room id and a role, as old links do', () => {
    const room = '65f0aa11bb22cc33dd44ee55';
    for (const path of [
      `/meeting/${room}/stage%20crew`,
      `/preview/${room}/stage%20crew/`,
      `/streaming/meeting/${room}/stage%20crew`,
      `/${room}/stage%20crew`,
    ]) {
      expect(readAddress(path, '').code).toBe(`${room}/stage crew`);
    }
    for (const path of [
      `/other/${room}/guest`,
      `/meeting/${room}/%00`,
      `/meeting/${room}/%E0%A4%A`,
      '/abc/guest',
    ]) {
      expect(readAddress(path, '').code).toBe('');
    }
  });

  it('has no code when it is something else', () => {
    for (const path of ['/', '/meeting/', '/other/abc-defg-hij', '/meeting/<script>', '/a/b/c/abc']) {
      expect(readAddress(path, '').code).toBe('');
    }
  });

  it('carries name and skip_preview', () => {
    expect(readAddress('/meeting/abc-d', '?skip_preview=true&name=%20Ann%0ALee')).toMatchObject({
      skipPreview: true,
      name: 'Ann Lee',
    });
    expect(readAddress('/meeting/abc-d', '?skip_preview=false').skipPreview).toBe(false);
  });
});

describe('names', () => {
  it('lose control characters and surplus length', () => {
    expect(cleanName('a\u0000b\u202Ec')).toBe('a b c');
    expect(cleanName('x'.repeat(300))).toHaveLength(100);
  });
});

describe('the settings address', () => {
  it('satisfies the SDK on plain http too', () => {
    expect(initEndpoint('https://meet.example.org')).toBe('https://meet.example.org');
    expect(initEndpoint('http://localhost:8080')).toBe('http://localhost:8080/#https://x');
    expect(new URL('/init', initEndpoint('http://localhost:8080')).href).toBe('http://localhost:8080/init');
  });
});
