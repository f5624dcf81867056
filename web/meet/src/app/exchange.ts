/** What is shown at the door: the code, who comes, and the PIN when the code has one. */
export interface Knock {
  code: string;
  userId: string;
  /** Empty when none was asked for. */
  pin: string;
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

/** Pauses before the second and third try when the server is busy or starting, in milliseconds. */
const PAUSES = [500, 1_500];

/**
 * Trades a code for a token at POST /v2/token. The SDK's own call cannot send a PIN and drops the details of a refusal.
 *
 * @throws Refused when the server answers without a token; TypeError or SyntaxError when it cannot be reached
 */
export async function exchange(
  origin: string,
  knock: Knock,
  ask: typeof fetch = fetch,
  pause: (ms: number) => Promise<void> = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
): Promise<string> {
  for (let round = 0; ; round++) {
    const response = await ask(`${origin}/v2/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        code: knock.code,
        user_id: knock.userId,
        ...(knock.pin ? { pin: knock.pin } : {}),
      }),
    });
    const wait = PAUSES[round];
    if ((response.status === 429 || response.status >= 500) && wait !== undefined) {
      await pause(wait);
      continue;
    }
    return tokenIn(response.status, await response.json());
  }
}

function tokenIn(status: number, answer: unknown): string {
  const body = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  if (status < 300 && typeof body['token'] === 'string' && body['token'] !== '') return body['token'];
  const words = [body['message'], body['description']].filter((part) => typeof part === 'string').join(' ');
  throw new Refused(status, words, Array.isArray(body['details']) ? body['details'] : []);
}
