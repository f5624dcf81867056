import { describe, expect, it } from 'vitest';
import { deviceTrouble, stopForCall, stopForConnect, stopForLink } from './failure';

describe('a link that does not work', () => {
  it('is the same page whether the code is unknown or malformed', () => {
    expect(stopForLink({ code: 404, message: 'not found' })).toBe('wrong-link');
    expect(stopForLink({ code: 400, message: 'bad code' })).toBe('wrong-link');
  });

  it('tells a disabled room from a server that cannot be reached', () => {
    expect(stopForLink({ code: 403 })).toBe('inactive');
    expect(stopForLink({ code: 2003 })).toBe('unreachable');
    expect(stopForLink({ code: 503 })).toBe('unreachable');
    expect(stopForLink(new TypeError('Load failed'))).toBe('unreachable');
    expect(stopForLink(new SyntaxError('Unexpected token <'))).toBe('unreachable');
  });
});

describe('a connection that fails', () => {
  it('is told apart by the texts of the protocol', () => {
    expect(stopForConnect({ code: 400, message: 'role is invalid' })).toBe('role-invalid');
    expect(stopForConnect({ code: 400, description: 'the room is not active' })).toBe('inactive');
    expect(stopForConnect({ code: 403, message: 'role limit reached' })).toBe('full');
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
