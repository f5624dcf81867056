const ATTEMPTS = 3;

/** An answer of the server that is no success, with its own code and words. */
export class ServerError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A token for a room code. Failures of the network and of the server are tried again at once, refusals are not. Rejects with
 * a {@link ServerError} for what the server said, and with the browser's own error when it could not be reached.
 */
export async function fetchToken(origin: string, code: string, userId: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await askToken(origin, code, userId);
    } catch (error) {
      const final = error instanceof ServerError && error.code < 500;
      if (final || attempt === ATTEMPTS) throw error;
    }
  }
}

async function askToken(origin: string, code: string, userId: string): Promise<string> {
  // No content type of JSON: the body is read the same without it, and from another origin it would cost a question before.
  const response = await fetch(`${origin}/v2/token`, {
    method: 'POST',
    body: JSON.stringify({ code, user_id: userId }),
  });
  const answer = (await response.json()) as { token?: unknown; code?: unknown; message?: unknown };
  if (response.ok && typeof answer.token === 'string' && answer.token) return answer.token;
  const reason = typeof answer.code === 'number' ? answer.code : response.status;
  throw new ServerError(reason, typeof answer.message === 'string' ? answer.message : '');
}

/** The room's look; the caller goes on without when this rejects, after four seconds at the latest. */
export async function fetchLook(origin: string, token: string): Promise<unknown> {
  const response = await fetch(`${origin}/v2/layouts/ui`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(4_000),
  });
  return response.json();
}
