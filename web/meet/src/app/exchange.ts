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

/** Pauses before the second and third try when the server is busy, starting or out of reach, in milliseconds. */
const PAUSES = [200, 1_500];

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
  for (const wait of PAUSES) {
    const response = await askOnce(origin, knock, ask).catch(() => null);
    if (response !== null && response.status !== 429 && response.status < 500) return tokenIn(response);
    await pause(wait);
  }
  return tokenIn(await askOnce(origin, knock, ask));
}

function askOnce(origin: string, knock: Knock, ask: typeof fetch): Promise<Response> {
  // No content type of JSON: the body is read the same without it, and from another origin it would cost a question before.
  return ask(`${origin}/v2/token`, {
    method: 'POST',
    body: JSON.stringify({
      code: knock.code,
      user_id: knock.userId,
      ...(knock.pin ? { pin: knock.pin } : {}),
    }),
  });
}

async function tokenIn(response: Response): Promise<string> {
  const answer: unknown = await response.json();
  const body = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<string, unknown>;
  if (response.status < 300 && typeof body['token'] === 'string' && body['token'] !== '') return body['token'];
  const words = [body['message'], body['description']].filter((part) => typeof part === 'string').join(' ');
  throw new Refused(response.status, words, Array.isArray(body['details']) ? body['details'] : []);
}
