import { describe, expect, it } from 'vitest';
import { Refused, exchange } from './exchange';

const knock = { code: 'abc-defg-hij', userId: 'u', pin: '' };
const answering = (...answers: [number, unknown][]) => {
  const bodies: unknown[] = [];
  const ask = (async (_url: string, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)));
    const [status, body] = answers.shift()!;
    return { status, json: async () => body };
  }) as unknown as typeof fetch;
  return { ask, bodies };
};
const atOnce = async () => undefined;

it('gives the token and sends a PIN only when there is one', async () => {
  const { ask, bodies } = answering([200, { token: 'a' }], [200, { token: 'b' }]);
  expect(await exchange('http://h', knock, { ask })).toBe('a');
  expect(await exchange('http://h', { ...knock, pin: '0042' }, { ask })).toBe('b');
  expect(bodies).toEqual([
    { code: 'abc-defg-hij', user_id: 'u' },
    { code: 'abc-defg-hij', user_id: 'u', pin: '0042' },
  ]);
});

it('shows a room id and a role in place of a code', async () => {
  const { ask, bodies } = answering([200, { token: 'a' }]);
  await exchange('http://h', { ...knock, code: '65f0/stage/crew' }, { ask });
  expect(bodies).toEqual([{ room_id: '65f0', role: 'stage/crew', user_id: 'u' }]);
});

it('keeps status, words and details of a refusal', async () => {
  const { ask } = answering([
    403,
    { code: 403, message: 'code is not valid yet', details: ['2027-01-01T00:00:00Z'] },
  ]);
  const refused = await exchange('http://h', knock, { ask }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({
    code: 403,
    message: 'code is not valid yet',
    details: ['2027-01-01T00:00:00Z'],
  });
});

it('takes an answer without a token for a refusal', async () => {
  const { ask } = answering([202, { message: 'waiting for approval' }]);
  await expect(exchange('http://h', knock, { ask })).rejects.toMatchObject({
    code: 202,
    message: 'waiting for approval',
  });
});

it('asks a busy server three times in all', async () => {
  const busy: [number, unknown] = [503, { message: 'starting' }];
  const patient = answering(busy, busy, [200, { token: 'a' }]);
  expect(await exchange('http://h', knock, { ask: patient.ask, pause: atOnce })).toBe('a');
  const down = answering(busy, busy, busy);
  await expect(exchange('http://h', knock, { ask: down.ask, pause: atOnce })).rejects.toMatchObject({
    code: 503,
  });
});

it('asks again when the server is out of reach, and says so when it stays there', async () => {
  let asked = 0;
  const away = (async () => {
    asked++;
    throw new TypeError('Failed to fetch');
  }) as unknown as typeof fetch;
  await expect(exchange('http://h', knock, { ask: away, pause: atOnce })).rejects.toThrow('Failed to fetch');
  expect(asked).toBe(3);
});

describe('a proof of work', () => {
  const wanted = { code: 429, message: 'too many wrong room codes', details: ['proof', '10', 'a.b'] };

  it('is done when asked for', async () => {
    const { ask, bodies } = answering([429, wanted], [200, { token: 't' }]);
    expect(await exchange('http://h', knock, { ask, solve: async () => 'a.b:7' })).toBe('t');
    expect(bodies[0]).not.toHaveProperty('proof');
    expect(bodies[1]).toMatchObject({ code: knock.code, proof: 'a.b:7' });
  });

  it('is not done for ever', async () => {
    const { ask, bodies } = answering(...Array<[number, unknown]>(9).fill([429, wanted]));
    await expect(exchange('http://h', knock, { ask, solve: async () => 'a.b:7' })).rejects.toMatchObject({
      code: 429,
    });
    expect(bodies).toHaveLength(5);
  });

  it('is not done for a plain no', async () => {
    const { ask, bodies } = answering([404, { code: 404, message: 'room code not found' }]);
    const solve = () => Promise.reject(new Error('not wanted'));
    await expect(exchange('http://h', knock, { ask, solve })).rejects.toMatchObject({ code: 404 });
    expect(bodies).toHaveLength(1);
  });
});
