import { challengeOf, type Challenge } from '../shared/model/proof';

/** What is shown at the door: the code (or room id and role, with a slash between), who comes, and the PIN when the code has one. */
export interface Knock {
  code: string;
  userId: string;
  /** Empty when none was asked for. */
  pin: string;
  /** The same at every visit with this browser, so that opening the page again is no further use of the code. */
  device?: string;
}

/** The server's no, with its status or code, its words and whatever more it said. */
export class Refused extends Error {
  readonly code: number;
  readonly details: readonly unknown[];

  constructor(code: number, message: string, details: readonly unknown[]) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Pauses before the second and third try when the server is busy, starting or out of reach, in milliseconds. */
const PAUSES = [200, 1_500];
/** How often the server may ask for a proof of work before we take that for a no. */
const MAX_PROOFS = 4;

export interface ExchangePorts {
  ask: typeof fetch;
  pause(ms: number): Promise<void>;
  /** Pays the price that the server asks for when too many wrong codes came from around here. */
  solve(challenge: Challenge, code: string): Promise<string>;
}

const browser: ExchangePorts = {
  ask: (...request) => fetch(...request),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  solve: async (challenge, code) => (await import('./solve')).solve(challenge, code),
};

/**
 * Trades a code for a token at POST /v2/token. The SDK's own call cannot send a PIN and drops the details of a refusal. When
 * the server wants a proof of work first, the person waits a little longer and notices nothing else.
 *
 * @throws Refused when the server answers without a token; TypeError or SyntaxError when it cannot be reached
 */
export async function exchange(
  origin: string,
  knock: Knock,
  ports: Partial<ExchangePorts> = {},
): Promise<string> {
  const { ask, pause, solve } = { ...browser, ...ports };
  const send = (proof: string) => askPatiently(origin, knock, proof, ask, pause);
  let answer = await send('');
  for (let paid = 0; paid < MAX_PROOFS; paid++) {
    const challenge = challengeOf(answer.body);
    if (!challenge) break;
    answer = await send(await solve(challenge, knock.code));
  }
  return tokenIn(answer);
}

interface Answer {
  status: number;
  body: unknown;
}

async function askPatiently(
  origin: string,
  knock: Knock,
  proof: string,
  ask: typeof fetch,
  pause: (ms: number) => Promise<void>,
): Promise<Answer> {
  for (const wait of PAUSES) {
    const answer = await askOnce(origin, knock, proof, ask).catch(() => null);
    if (answer !== null && answer.status < 500) return answer;
    await pause(wait);
  }
  return askOnce(origin, knock, proof, ask);
}

async function askOnce(origin: string, knock: Knock, proof: string, ask: typeof fetch): Promise<Answer> {
  // No content type of JSON: the body is read the same without it, and from another origin it would cost a question before.
  const response = await ask(`${origin}/v2/token`, {
    method: 'POST',
    body: JSON.stringify({
      ...shown(knock.code),
      user_id: knock.userId,
      ...(knock.device ? { device: knock.device } : {}),
      ...(knock.pin ? { pin: knock.pin } : {}),
      ...(proof ? { proof } : {}),
    }),
  });
  return { status: response.status, body: await response.json() };
}

/** Codes hold no slash; role names may. */
function shown(code: string): { code: string } | { room_id: string; role: string } {
  const slash = code.indexOf('/');
  return slash < 0 ? { code } : { room_id: code.slice(0, slash), role: code.slice(slash + 1) };
}

function tokenIn(answer: Answer): string {
  const found = typeof answer.body === 'object' && answer.body !== null ? answer.body : {};
  const body = found as Record<string, unknown>;
  if (answer.status < 300 && typeof body['token'] === 'string' && body['token'] !== '') return body['token'];
  const words = [body['message'], body['description']].filter((part) => typeof part === 'string').join(' ');
  throw new Refused(answer.status, words, Array.isArray(body['details']) ? body['details'] : []);
}
