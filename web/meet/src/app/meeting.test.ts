import { describe, expect, it } from 'vitest';
import { readAddress } from '../shared/model/address';
import { createMeeting, type ConnectConfig, type Line, type MeetingPorts } from './meeting';

interface Fake {
  ports: MeetingPorts;
  calls: string[];
  configs: ConnectConfig[];
  tick(ms: number): void;
}

function fake(
  line: Partial<Line> = {},
  url = '/meeting/abc-defg-hij',
  search = '',
  look: unknown = null,
): Fake {
  const calls: string[] = [];
  const configs: ConnectConfig[] = [];
  const timers: { at: number; action: () => void; off: boolean }[] = [];
  let now = 0;
  let name = 'Ann';
  const ports: MeetingPorts = {
    address: readAddress(url, search),
    origin: 'http://localhost:8080',
    prefersLight: false,
    fetchToken: async (code) => `token-of-${code}`,
    fetchLook: async () => look,
    memory: {
      name: () => name,
      keepName: (next) => void (name = next),
      userId: () => 'user-1',
      device: () => 'device-1',
    },
    after(ms, action) {
      const timer = { at: now + ms, action, off: false };
      timers.push(timer);
      return () => void (timer.off = true);
    },
    line: {
      preview: async (config) => void (calls.push('preview'), configs.push(config)),
      join: async (config) => void (calls.push('join'), configs.push(config)),
      leave: async () => void calls.push('leave'),
      welcomed: () => false,
      unblockSound: async () => void calls.push('unblock'),
      ...line,
    },
  };
  const tick = (ms: number) => {
    now += ms;
    for (const timer of timers.filter((entry) => !entry.off && entry.at <= now)) {
      timer.off = true;
      timer.action();
    }
  };
  return { ports, calls, configs, tick };
}

const never = () => new Promise<never>(() => {});

describe('the way into a call', () => {
  it('goes from link to preview to call and remembers the name', async () => {
    const { ports, calls, configs } = fake();
    const meeting = createMeeting(ports);
    await meeting.start();
    expect(meeting.state.get().phase).toEqual({ at: 'preview', ready: true, joining: false });
    expect(configs[0]).toMatchObject({
      authToken: 'token-of-abc-defg-hij',
      initEndpoint: 'http://localhost:8080/#https://x',
    });
    await meeting.join('  Bo   Lee ');
    expect(meeting.state.get().phase).toEqual({ at: 'call' });
    expect(calls).toEqual(['preview', 'join']);
    expect(configs[1]?.userName).toBe('Bo Lee');
    expect(ports.memory.name()).toBe('Bo Lee');
  });

  it('skips the preview when asked and joins muted', async () => {
    const { ports, calls, configs } = fake({}, '/abc-defg-hij', '?skip_preview=true&name=Zoe');
    const meeting = createMeeting(ports);
    await meeting.start();
    expect(calls).toEqual(['join']);
    expect(configs[0]?.userName).toBe('Zoe');
    expect(configs[0]?.settings).toEqual({ isAudioMuted: true, isVideoMuted: true });
    expect(meeting.state.get().phase.at).toBe('call');
  });

  it('does not wait for the look when the link skips the preview', async () => {
    const { ports, calls } = fake({}, '/abc-defg-hij', '?skip_preview=true');
    let arrive: (look: unknown) => void = () => undefined;
    ports.fetchLook = () => new Promise((resolve) => (arrive = resolve));
    const meeting = createMeeting(ports);
    const plain = meeting.state.get().look;
    await meeting.start();
    expect(calls).toEqual(['join']);
    expect(meeting.state.get().look).toBe(plain);
    arrive({ data: [{ logo: { url: '/logo.svg' } }] });
    await new Promise((resolve) => setImmediate(resolve));
    expect(meeting.state.get().look.logoUrl).toBe('/logo.svg');
    expect(meeting.state.get().phase.at).toBe('call');
  });

  it('shows the call when the room is entered, before camera and microphone are published', async () => {
    const { ports } = fake({ join: never }, '/abc-defg-hij', '?skip_preview=true');
    const meeting = createMeeting(ports);
    void meeting.start();
    await new Promise((resolve) => setImmediate(resolve));
    expect(meeting.state.get().phase).toEqual({ at: 'loading', what: 'joining' });
    meeting.handle({ type: 'joined' });
    expect(meeting.state.get().phase).toEqual({ at: 'call' });
  });

  it('does not go back into a call that is being left', async () => {
    const { ports } = fake({ join: never, leave: never }, '/abc-defg-hij', '?skip_preview=true');
    const meeting = createMeeting(ports);
    void meeting.start();
    await new Promise((resolve) => setImmediate(resolve));
    void meeting.leave();
    meeting.handle({ type: 'joined' });
    expect(meeting.state.get().phase).toEqual({ at: 'loading', what: 'leaving' });
  });

  it('goes on when the look cannot be had', async () => {
    const { ports } = fake();
    ports.fetchLook = () => Promise.reject(new Error('500'));
    const meeting = createMeeting(ports);
    await meeting.start();
    expect(meeting.state.get().phase.at).toBe('preview');
  });

  it('ends at the wrong-link page without a code and asks nobody', async () => {
    const { ports, calls } = fake({}, '/');
    const meeting = createMeeting(ports);
    await meeting.start();
    expect(meeting.state.get().phase).toEqual({ at: 'stop', kind: 'wrong-link' });
    expect(calls).toEqual([]);
  });

  it('tells a closed room from a wrong link', async () => {
    for (const [code, kind] of [
      [403, 'inactive'],
      [404, 'wrong-link'],
      [2003, 'unreachable'],
    ] as const) {
      const { ports } = fake();
      ports.fetchToken = () => Promise.reject({ code, message: '' });
      const meeting = createMeeting(ports);
      await meeting.start();
      expect(meeting.state.get().phase).toEqual({ at: 'stop', kind });
    }
  });

  it('asks for a PIN, says when it is wrong, and goes in with the right one', async () => {
    const shown: string[] = [];
    const { ports } = fake();
    ports.fetchToken = async (_code, _user, pin) => {
      shown.push(pin);
      if (pin !== '0042') throw { code: 403, message: 'pin required' };
      return 'token';
    };
    const meeting = createMeeting(ports);
    await meeting.start();
    expect(meeting.state.get().phase).toEqual({ at: 'pin', wrong: false, checking: false });
    await meeting.showPin('  ');
    expect(shown).toEqual(['']);
    const checked = meeting.showPin('1111');
    expect(meeting.state.get().phase).toEqual({ at: 'pin', wrong: false, checking: true });
    await checked;
    expect(meeting.state.get().phase).toEqual({ at: 'pin', wrong: true, checking: false });
    await meeting.showPin(' 0042 ');
    expect(meeting.state.get().phase).toEqual({ at: 'preview', ready: true, joining: false });
    await meeting.leave();
    await meeting.start();
    expect(shown).toEqual(['', '1111', '0042', '0042']);
  });

  it('waits to be let in, knocking every three seconds, also through a short outage', async () => {
    const answers: unknown[] = [
      { code: 403, message: 'waiting for approval' },
      { code: 403, message: 'waiting for approval' },
      new TypeError('Failed to fetch'),
      { code: 403, message: 'waiting for approval' },
    ];
    let knocks = 0;
    const { ports, tick } = fake();
    ports.fetchToken = async () => {
      knocks++;
      if (answers.length > 0) throw answers.shift();
      return 'token';
    };
    const meeting = createMeeting(ports);
    await meeting.start();
    for (let round = 1; round <= 4; round++) {
      expect(meeting.state.get().phase).toEqual({ at: 'waiting' });
      tick(2_900);
      expect(knocks).toBe(round);
      tick(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(meeting.state.get().phase).toEqual({ at: 'preview', ready: true, joining: false });
  });

  it('stops waiting when the server stays away or says no', async () => {
    for (const [then, kind] of [
      [new TypeError('Failed to fetch'), 'unreachable'],
      [{ code: 403, message: 'code has expired' }, 'expired'],
    ] as const) {
      let first = true;
      const { ports, tick } = fake();
      ports.fetchToken = async () => {
        if (!first) throw then;
        first = false;
        throw { code: 403, message: 'waiting for approval' };
      };
      const meeting = createMeeting(ports);
      await meeting.start();
      for (let round = 0; round < 12; round++) {
        tick(3_000);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(meeting.state.get().phase).toEqual({ at: 'stop', kind });
    }
  });

  it('says so when it is slow and gives up on a silent server', async () => {
    const { ports, calls, tick } = fake({ preview: never });
    const meeting = createMeeting(ports);
    void meeting.start();
    await new Promise((resolve) => setImmediate(resolve));
    tick(9_000);
    expect(meeting.state.get().slow).toBe(true);
    tick(20_000);
    expect(meeting.state.get().phase).toEqual({ at: 'stop', kind: 'unreachable' });
    expect(calls).toEqual(['leave']);
  });

  it('waits as long as it takes for the browser question once the server has answered', async () => {
    const { ports, tick } = fake({ preview: never, welcomed: () => true });
    const meeting = createMeeting(ports);
    void meeting.start();
    await new Promise((resolve) => setImmediate(resolve));
    tick(120_000);
    expect(meeting.state.get().phase).toEqual({ at: 'preview', ready: false, joining: false });
  });

  it('lets people join without devices and says why', async () => {
    const { ports } = fake();
    const meeting = createMeeting(ports);
    await meeting.start();
    meeting.handle({ type: 'error', error: { code: 3001 }, terminal: false });
    expect(meeting.state.get().trouble).toBe('denied');
    await meeting.join('Ann');
    expect(meeting.state.get().phase.at).toBe('call');
  });
});

describe('inside and out of a call', () => {
  async function inCall() {
    const setup = fake();
    const meeting = createMeeting(setup.ports);
    await meeting.start();
    await meeting.join('Ann');
    return { meeting, ...setup };
  }

  it('tells about a lost line and its return', async () => {
    const { meeting } = await inCall();
    meeting.handle({ type: 'reconnecting' });
    expect(meeting.state.get().reconnecting).toBe(true);
    meeting.handle({ type: 'reconnected' });
    expect(meeting.state.get().reconnecting).toBe(false);
    meeting.handle({ type: 'error', error: { code: 4005 }, terminal: true });
    expect(meeting.state.get().phase).toEqual({ at: 'stop', kind: 'lost' });
  });

  it('ends with the reason', async () => {
    const ended = await inCall();
    ended.meeting.handle({ type: 'room-ended' });
    expect(ended.meeting.state.get().phase).toEqual({ at: 'stop', kind: 'ended' });
    const removed = await inCall();
    removed.meeting.handle({ type: 'removed' });
    removed.meeting.handle({ type: 'error', error: {}, terminal: true });
    expect(removed.meeting.state.get().phase).toEqual({ at: 'stop', kind: 'removed' });
  });

  it('leaves and can come back', async () => {
    const { meeting, calls } = await inCall();
    await meeting.leave();
    expect(meeting.state.get().phase).toEqual({ at: 'left' });
    await meeting.start();
    expect(meeting.state.get().phase.at).toBe('preview');
    expect(calls).toEqual(['preview', 'join', 'leave', 'preview']);
  });

  it('asks for a click when the browser holds the sound back', async () => {
    const { meeting, calls } = await inCall();
    meeting.handle({ type: 'error', error: { code: 3008 }, terminal: false });
    expect(meeting.state.get().soundBlocked).toBe(true);
    await meeting.allowSound();
    expect(meeting.state.get().soundBlocked).toBe(false);
    expect(calls).toContain('unblock');
  });
});
