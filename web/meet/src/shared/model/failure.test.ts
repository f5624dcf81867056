import { describe, expect, it } from 'vitest';
import { answerToLink, deviceTrouble, stopForCall, stopForConnect } from './failure';

describe('a link that does not work', () => {
  const kind = (error: unknown) => {
    const answer = answerToLink(error);
    return answer.at === 'stop' ? answer.kind : answer.at;
  };

  it('is the same page whether the code is unknown, hidden or malformed', () => {
    expect(kind({ code: 404, message: 'room code not found' })).toBe('wrong-link');
    expect(kind({ code: 404, message: 'pin required' })).toBe('wrong-link');
    expect(kind({ code: 400, message: 'bad code' })).toBe('wrong-link');
  });

  it('tells a disabled room from a server that cannot be reached', () => {
    expect(kind({ code: 403 })).toBe('inactive');
    expect(kind({ code: 2003 })).toBe('unreachable');
    expect(kind({ code: 503 })).toBe('unreachable');
    expect(kind(new TypeError('Load failed'))).toBe('unreachable');
    expect(kind(new SyntaxError('Unexpected token <'))).toBe('unreachable');
  });

  it('says which condition is not met', () => {
    expect(kind({ code: 403, message: 'room links are switched off' })).toBe('links-off');
    expect(kind({ code: 403, message: 'code has expired' })).toBe('expired');
    expect(kind({ code: 403, message: 'role limit reached' })).toBe('full');
    expect(kind({ code: 403, message: 'pin required' })).toBe('pin');
    expect(kind({ code: 403, description: 'wrong PIN' })).toBe('pin');
    expect(kind({ code: 403, message: 'waiting for approval' })).toBe('waiting');
    expect(kind({ code: 202, message: 'waiting for approval' })).toBe('waiting');
  });

  it('knows when a link opens, if the server says so', () => {
    const early = { code: 403, message: 'code is not valid yet' };
    expect(answerToLink({ ...early, details: ['valid from', '2026-12-01T09:30:00Z'] })).toEqual({
      at: 'stop',
      kind: 'not-open',
      when: Date.UTC(2026, 11, 1, 9, 30),
    });
    expect(answerToLink(early)).toEqual({ at: 'stop', kind: 'not-open' });
    expect(answerToLink({ ...early, details: ['2026-13-99T99:99:99Z', 4] })).toEqual({
      at: 'stop',
      kind: 'not-open',
    });
  });
});

describe('a connection that fails', () => {
  it('is told apart by the texts of the protocol', () => {
    expect(stopForConnect({ code: 400, message: 'role is invalid' })).toBe('role-invalid');
    expect(stopForConnect({ code: 400, description: 'the room is not active' })).toBe('inactive');
    expect(stopForConnect({ code: 403, message: 'role limit reached' })).toBe('full');
    expect(stopForConnect({ code: 403, description: 'room links are switched off' })).toBe('links-off');
    expect(stopForConnect({ code: 403, message: 'code has expired' })).toBe('expired');
    expect(stopForConnect({ code: 6010 })).toBe('insecure');
    expect(stopForConnect({ code: 1000 })).toBe('unreachable');
    expect(stopForConnect('odd')).toBe('failed');
  });

  it('is a lost connection when it happens inside the call', () => {
    expect(stopForCall({ code: 4005 })).toBe('lost');
    expect(stopForCall({ code: 1003 })).toBe('lost');
    expect(stopForCall({ code: 6008 })).toBe('role-invalid');
  });
});

describe('device errors', () => {
  it('are recognised, and blocked playback is not one of them', () => {
    expect(deviceTrouble({ code: 3001 })).toBe('denied');
    expect(deviceTrouble({ code: 3002 })).toBe('missing');
    expect(deviceTrouble({ code: 3003 })).toBe('busy');
    expect(deviceTrouble({ code: 3008 })).toBeNull();
    expect(deviceTrouble({ code: 4005 })).toBeNull();
  });
});
