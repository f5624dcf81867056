import { afterEach, describe, expect, it, vi } from 'vitest';
import { headStart } from './early';

const ORIGIN = 'http://localhost:8080';
const answer = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

afterEach(() => vi.unstubAllGlobals());

/** Answers each request with the next of these; remembers the addresses. */
function serve(...answers: (() => Promise<Response>)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(new URL(url).pathname);
    return (answers[asked.length - 1] ?? (() => Promise.reject(new TypeError('Failed to fetch'))))();
  });
  return asked;
}

describe('the head start', () => {
  it('asks for the look as soon as the token is there', async () => {
    const asked = serve(
      async () => answer(200, { token: 'abc' }),
      async () => answer(200, { data: [] }),
    );
    const head = headStart({ origin: ORIGIN, pathname: '/meeting/abc-defg-hij', search: '' });
    await expect(head.token).resolves.toBe('abc');
    await expect(head.look).resolves.toEqual({ data: [] });
    expect(asked).toEqual(['/v2/token', '/v2/layouts/ui']);
  });

  it('asks nobody for an address without a code', () => {
    const asked = serve();
    const head = headStart({ origin: ORIGIN, pathname: '/', search: '' });
    expect(head.token).toBeNull();
    expect(head.look).toBeNull();
    expect(asked).toEqual([]);
  });

  it('has no look when the code is refused', async () => {
    serve(async () => answer(403, { code: 403, message: 'disabled' }));
    const head = headStart({ origin: ORIGIN, pathname: '/meeting/abc-defg-hij', search: '' });
    await expect(head.token).rejects.toMatchObject({ code: 403 });
    await expect(head.look).resolves.toBeNull();
  });
});
