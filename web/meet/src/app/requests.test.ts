import { afterEach, describe, expect, it, vi } from 'vitest';
import { headStart } from './early';
import { ServerError, fetchToken } from './requests';

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

describe('asking for a token', () => {
  it('asks again when the server stumbles', async () => {
    const asked = serve(
      async () => answer(503, { code: 503, message: 'busy' }),
      () => Promise.reject(new TypeError('Failed to fetch')),
      async () => answer(200, { token: 'abc' }),
    );
    await expect(fetchToken(ORIGIN, 'abc-defg-hij', 'u')).resolves.toBe('abc');
    expect(asked).toHaveLength(3);
  });

  it('takes a refusal for an answer', async () => {
    const asked = serve(async () => answer(404, { code: 404, message: 'no such code' }));
    await expect(fetchToken(ORIGIN, 'abc-defg-hij', 'u')).rejects.toEqual(
      new ServerError(404, 'no such code'),
    );
    expect(asked).toHaveLength(1);
  });

  it('gives up after three attempts', async () => {
    const asked = serve();
    await expect(fetchToken(ORIGIN, 'abc-defg-hij', 'u')).rejects.toThrow('Failed to fetch');
    expect(asked).toHaveLength(3);
  });
});

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
