import { createStore, type Store } from '@foyer/shared';
import { cleanName, initEndpoint, type Address } from '../shared/model/address';
import {
  answerToLink,
  deviceTrouble,
  stopForCall,
  stopForConnect,
  type DeviceTrouble,
  type StopKind,
} from '../shared/model/failure';
import { PLAIN_LOOK, readLook, type RoomLook } from '../shared/model/palette';

/** Where a person is on the way through the call. */
export type Phase =
  | { at: 'loading'; what: 'link' | 'connecting' | 'joining' | 'leaving' }
  | { at: 'pin'; wrong: boolean; checking: boolean }
  | { at: 'waiting' }
  | { at: 'preview'; ready: boolean; joining: boolean }
  | { at: 'call' }
  | { at: 'left' }
  | { at: 'stop'; kind: StopKind; /** When the link opens, in epoch milliseconds. */ when?: number };

export interface MeetingState {
  phase: Phase;
  look: RoomLook;
  trouble: DeviceTrouble | null;
  reconnecting: boolean;
  soundBlocked: boolean;
  /** The phase has lasted unusually long. */
  slow: boolean;
}

export interface ConnectConfig {
  userName: string;
  authToken: string;
  initEndpoint: string;
  rememberDeviceSelection: boolean;
  autoManageVideo: boolean;
  autoManageWakeLock: boolean;
  /** Video flows from the first moment, not only after a tile has asked for it. */
  autoVideoSubscribe: boolean;
  settings?: { isAudioMuted: boolean; isVideoMuted: boolean };
}

/** What the SDK does for a meeting; a narrow seam so that the flow is tested without a browser. */
export interface Line {
  preview(config: ConnectConfig): Promise<void>;
  join(config: ConnectConfig): Promise<void>;
  leave(): Promise<void>;
  /** True once the server has let us in far enough to tell our role. */
  welcomed(): boolean;
  unblockSound(): Promise<void>;
}

export interface MeetingPorts {
  line: Line;
  address: Address;
  origin: string;
  prefersLight: boolean;
  /** @param pin empty when none was asked for */
  fetchToken(code: string, userId: string, pin: string): Promise<string>;
  fetchLook(token: string): Promise<unknown>;
  /** Remembers the name, an id for this tab and one for this browser. */
  memory: { name(): string; keepName(name: string): void; userId(): string; device(): string };
  after(ms: number, action: () => void): () => void;
}

/** What the SDK reports while it runs. */
export type LineEvent =
  | { type: 'joined' }
  | { type: 'reconnecting' }
  | { type: 'reconnected' }
  | { type: 'room-ended' }
  | { type: 'removed' }
  | { type: 'error'; error: unknown; terminal: boolean };

export interface Meeting {
  state: Store<MeetingState>;
  /** The link's code as in Address; empty when a token opened the page. */
  code: string;
  /** Name to start the name field with. */
  startName: string;
  start(): Promise<void>;
  /** Shows a PIN at the door that asked for one. */
  showPin(pin: string): Promise<void>;
  join(name: string): Promise<void>;
  leave(): Promise<void>;
  allowSound(): Promise<void>;
  handle(event: LineEvent): void;
}

const SLOW_MS = 8_000;
const GIVE_UP_MS = 25_000;
/** Pause between two knocks of somebody who waits to be let in, and how many of them in a row may fail. */
const KNOCK_MS = 3_000;
const MAX_SILENT_KNOCKS = 10;
const SOUND_BLOCKED = 3008;

/** Makes the flow from link to call and back. Nothing happens before start(). */
export function createMeeting(ports: MeetingPorts): Meeting {
  const { line, address, memory } = ports;
  const state = createStore<MeetingState>({
    phase: { at: 'loading', what: 'link' },
    look: PLAIN_LOOK,
    trouble: null,
    reconnecting: false,
    soundBlocked: false,
    slow: false,
  });
  let attempt = 0;
  let token = '';
  let pin = '';
  let cancelWatch = () => {};

  const patch = (change: Partial<MeetingState>) => state.set((previous) => ({ ...previous, ...change }));
  const go = (phase: Phase) => {
    cancelWatch();
    patch({ phase, slow: false });
  };
  const stop = (kind: StopKind) => {
    attempt++;
    patch({ reconnecting: false, soundBlocked: false });
    go({ at: 'stop', kind });
  };
  /** The SDK can wait for ever on a server that does not answer; people should not. */
  const watch = (mine: number) => {
    const cancels = [
      ports.after(SLOW_MS, () => mine === attempt && !line.welcomed() && patch({ slow: true })),
      ports.after(GIVE_UP_MS, () => {
        if (mine !== attempt || line.welcomed()) return;
        stop('unreachable');
        void quietly(line.leave());
      }),
    ];
    cancelWatch = () => cancels.forEach((cancel) => cancel());
  };
  const startName = () => address.name || memory.name();
  const config = (userName: string): ConnectConfig => ({
    userName,
    authToken: token,
    initEndpoint: initEndpoint(ports.origin),
    rememberDeviceSelection: true,
    autoManageVideo: true,
    autoManageWakeLock: true,
    autoVideoSubscribe: true,
  });

  async function start(): Promise<void> {
    const mine = ++attempt;
    patch({ trouble: null, reconnecting: false, soundBlocked: false });
    go({ at: 'loading', what: 'link' });
    if (!address.code && !address.authToken) return stop('wrong-link');
    watch(mine);
    if (address.authToken) token = address.authToken;
    else if (!(await knock(mine))) return;
    await enter(mine);
  }

  /** Trades the link for a token; false when that led to another page instead. */
  async function knock(mine: number, silent = 0): Promise<boolean> {
    const shown = pin;
    try {
      token = await ports.fetchToken(address.code, address.userId || memory.userId(), pin);
      return mine === attempt;
    } catch (error) {
      if (mine !== attempt) return false;
      const answer = answerToLink(error);
      const { phase } = state.get();
      if (answer.at === 'pin') {
        pin = '';
        // A PIN kept from before may have been changed meanwhile: then it is asked for again without blame.
        go({ at: 'pin', wrong: shown !== '' && phase.at === 'pin', checking: false });
      } else if (answer.at === 'waiting') {
        if (phase.at !== 'waiting') go({ at: 'waiting' });
        knockAgain(mine, 0);
      } else if (phase.at === 'waiting' && answer.kind === 'unreachable' && silent < MAX_SILENT_KNOCKS) {
        knockAgain(mine, silent + 1);
      } else {
        attempt++;
        go(answer);
      }
      return false;
    }
  }

  function knockAgain(mine: number, silent: number): void {
    cancelWatch = ports.after(KNOCK_MS, () => {
      void knock(mine, silent).then((open) => (open ? enter(mine) : undefined));
    });
  }

  async function enter(mine: number): Promise<void> {
    if (mine !== attempt) return;
    go({ at: 'loading', what: 'connecting' });
    const looks = ports.fetchLook(token).catch(() => null);
    if (address.skipPreview) {
      // Looks are no reason to wait at the door.
      void looks.then((answer) => mine === attempt && patch({ look: readLook(answer, ports.prefersLight) }));
      await connect(mine, startName(), true);
      return;
    }
    const look = readLook(await looks, ports.prefersLight);
    if (mine !== attempt) return;
    patch({ look });
    if (look.skipPreview) {
      await connect(mine, startName(), true);
      return;
    }
    go({ at: 'preview', ready: false, joining: false });
    watch(mine);
    try {
      await line.preview(config(startName()));
      if (mine === attempt) go({ at: 'preview', ready: true, joining: false });
    } catch (error) {
      if (mine === attempt) stop(stopForConnect(error));
    }
  }

  async function connect(mine: number, name: string, muted: boolean): Promise<void> {
    go(muted ? { at: 'loading', what: 'joining' } : { at: 'preview', ready: true, joining: true });
    if (muted) watch(mine);
    try {
      const settings = muted ? { settings: { isAudioMuted: true, isVideoMuted: true } } : {};
      await line.join({ ...config(name), ...settings });
      if (mine === attempt && state.get().phase.at !== 'call') go({ at: 'call' });
    } catch (error) {
      if (mine === attempt) stop(stopForConnect(error));
    }
  }

  return {
    state,
    code: address.authToken ? '' : address.code,
    get startName() {
      return startName();
    },
    start,
    async showPin(shown) {
      const { phase } = state.get();
      if (phase.at !== 'pin' || phase.checking || !shown.trim()) return;
      const mine = attempt;
      pin = shown.trim();
      go({ at: 'pin', wrong: false, checking: true });
      watch(mine);
      if (await knock(mine)) await enter(mine);
    },
    async join(rawName) {
      const phase = state.get().phase;
      if (phase.at !== 'preview' || !phase.ready || phase.joining) return;
      const name = cleanName(rawName);
      if (name) memory.keepName(name);
      await connect(attempt, name, false);
    },
    async leave() {
      attempt++;
      go({ at: 'loading', what: 'leaving' });
      await quietly(line.leave());
      patch({ reconnecting: false, soundBlocked: false });
      go({ at: 'left' });
    },
    async allowSound() {
      patch({ soundBlocked: false });
      await quietly(line.unblockSound());
    },
    handle(event) {
      const { phase } = state.get();
      const inside = phase.at === 'call' || phase.at === 'preview' || phase.at === 'loading';
      if (!inside) return;
      switch (event.type) {
        case 'joined':
          if (isJoining(phase)) go({ at: 'call' });
          break;
        case 'reconnecting':
          patch({ reconnecting: true });
          break;
        case 'reconnected':
          patch({ reconnecting: false });
          break;
        case 'room-ended':
          stop('ended');
          break;
        case 'removed':
          stop('removed');
          break;
        case 'error':
          handleError(event.error, event.terminal, phase);
      }
    },
  };

  function handleError(error: unknown, terminal: boolean, phase: Phase): void {
    const code = (error as { code?: unknown } | null)?.code;
    if (code === SOUND_BLOCKED) return patch({ soundBlocked: true });
    if (terminal) return stop(phase.at === 'call' ? stopForCall(error) : stopForConnect(error));
    const trouble = deviceTrouble(error);
    if (trouble && phase.at !== 'call') patch({ trouble });
  }
}

function isJoining(phase: Phase): boolean {
  return phase.at === 'loading' ? phase.what === 'joining' : phase.at === 'preview' && phase.joining;
}

async function quietly(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch {
    // The person is on the way out, there is nothing left to tell them.
  }
}
