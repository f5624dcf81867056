import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { challengeOf, searchProof, sha256 } from '../shared/model/proof';
import { solveInSlices, tokenByCode } from './token';

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('');
const node = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function answering(...answers: [number, unknown][]) {
  const bodies: Record<string, unknown>[] = [];
  const fetch = (async (_url: unknown, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)) as Record<string, unknown>);
    const [status, body] = answers[Math.min(bodies.length, answers.length) - 1]!;
    return new Response(JSON.stringify(body), { status });
  }) as typeof globalThis.fetch;
  return { fetch, bodies };
}

const wanted = { code: 429, message: 'too many wrong room codes', details: ['proof', '10', 'a.b'] };

describe('the proof of work', () => {
  it('hashes as everybody does, at every length around a block', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);
      expect(hex(sha256(bytes))).toBe(node(bytes));
    }
  });

  it('finds a number whose hash begins with enough zero bits', () => {
    const proof = searchProof({ bits: 12, salt: '17.12.1.ab' }, ' ABC-defg-hij ').next(1_000_000);
    const number = Number(proof!.split(':')[1]);
    const seed = createHash('sha256').update('17.12.1.ab|abc-defg-hij').digest();
    const suffix = Buffer.alloc(8);
    suffix.writeBigUInt64BE(BigInt(number));
    expect(node(Buffer.concat([seed, suffix])).slice(0, 3)).toBe('000');
  });

  it('agrees with the server on a known answer', () => {
    expect(searchProof({ bits: 16, salt: 'salt' }, 'abc-defg-hij').next(10_000_000)).toBe('salt:51199');
  });

  it('reads challenges and nothing else', () => {
    expect(challengeOf(wanted)).toEqual({ bits: 10, salt: 'a.b' });
    for (const body of [null, {}, { details: 'x' }, { details: ['proof', '99', 's'] }, { details: ['x'] }]) {
      expect(challengeOf(body)).toBeNull();
    }
  });
});

describe('the token call', () => {
  it('pays when asked to and gets its token', async () => {
    const { fetch, bodies } = answering([429, wanted], [200, { token: 't' }]);
    expect(await tokenByCode('/v2/token', 'abc', 'u', { fetch, solve: solveInSlices })).toBe('t');
    expect(bodies[0]).toEqual({ code: 'abc', user_id: 'u' });
    expect(bodies[1]!['proof']).toMatch(/^a\.b:[0-9]+$/);
  });

  it('passes on what the server said and pays nothing for it', async () => {
    const { fetch, bodies } = answering([404, { code: 404, message: 'room code not found' }]);
    const solve = () => Promise.reject(new Error('not wanted'));
    await expect(tokenByCode('/v2/token', 'abc', 'u', { fetch, solve })).rejects.toEqual({
      code: 404,
      message: 'room code not found',
    });
    expect(bodies).toHaveLength(1);
  });

  it('gives up when paying does not help', async () => {
    const { fetch, bodies } = answering([429, wanted]);
    await expect(
      tokenByCode('/v2/token', 'abc', 'u', { fetch, solve: async () => 'a.b:1' }),
    ).rejects.toMatchObject({ code: 429 });
    expect(bodies).toHaveLength(5);
  });
});
