// Development only: every screen with made-up people, without a server. Open /preview.html?s=call&n=5 while `npm run dev` runs.
import '@fontsource-variable/inter/index.css';
import '../src/app/styles.css';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { TooltipRoot } from '@foyer/shared';
import { CallScreen } from '../src/app/CallScreen';
import { PreviewScreen } from '../src/features/preview/PreviewScreen';
import { Loading } from '../src/features/status/Loading';
import { StatePage } from '../src/features/status/StatePage';
import { startWords } from '../src/shared/i18n';
import type { CallView, Panel } from '../src/shared/model/callView';
import type { ChatMessage } from '../src/shared/model/chat';
import type { DeviceChoices } from '../src/shared/model/devices';
import type { DeviceTrouble, StopKind } from '../src/shared/model/failure';
import { PLAIN_LOOK } from '../src/shared/model/palette';
import type { Person } from '../src/shared/model/people';
import { LevelBars, MediaProvider, type VideoProps } from '../src/shared/ui/media';

startWords();
const query = new URLSearchParams(location.search);
const NAMES = [
  'Amara Okafor',
  'Jonas Weber',
  'Li Na',
  'Priya Raman',
  'Tomás Herrera',
  'Sofia Lindqvist',
  'Kenji Mori',
  'Olena Shevchenko',
];

function FakeVideo({ trackId, mirrored, fit }: VideoProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    const g = canvas?.getContext('2d');
    if (!canvas || !g) return;
    canvas.width = 640;
    canvas.height = 360;
    if (fit === 'contain') {
      g.fillStyle = '#f7f8fa';
      g.fillRect(0, 0, 640, 360);
      g.fillStyle = '#31415f';
      for (let i = 0; i < 9; i++) g.fillRect(40, 40 + i * 32, 120 + ((i * 97) % 400), 12);
      return;
    }
    const hue = [...trackId].reduce((sum, char) => sum + char.charCodeAt(0) * 37, 0) % 360;
    const wall = g.createLinearGradient(0, 0, 640, 360);
    wall.addColorStop(0, `hsl(${hue} 22% 62%)`);
    wall.addColorStop(1, `hsl(${hue + 30} 25% 34%)`);
    g.fillStyle = wall;
    g.fillRect(0, 0, 640, 360);
    g.fillStyle = `hsl(${hue + 180} 30% 28%)`;
    g.beginPath();
    g.ellipse(320, 370, 150, 130, 0, 0, 7);
    g.fill();
    g.fillStyle = `hsl(${20 + (hue % 14)} 42% ${52 + (hue % 22)}%)`;
    g.beginPath();
    g.ellipse(320, 170, 66, 84, 0, 0, 7);
    g.fill();
  }, [trackId, fit]);
  return (
    <canvas
      ref={ref}
      className={`absolute inset-0 h-full w-full ${fit === 'cover' ? 'object-cover' : 'object-contain'} ${mirrored ? 'mirrored' : ''}`}
    />
  );
}

const media = { Video: FakeVideo, Level: () => <LevelBars level={50} /> };

function people(count: number): Person[] {
  const others = Array.from({ length: count - 1 }, (_, i) => ({
    id: `p${i}`,
    name: NAMES[i % NAMES.length] ?? 'X',
    isLocal: false,
    role: i === 0 ? 'host' : 'guest',
    videoTrack: `v${i}`,
    videoOn: i % 3 !== 1,
    audioOn: i % 2 === 0,
    handRaised: i === 3,
  }));
  return [
    ...others,
    {
      id: 'me',
      name: 'Sam Carter',
      isLocal: true,
      role: 'host',
      videoTrack: 'mine',
      videoOn: true,
      audioOn: true,
      handRaised: false,
    },
  ];
}

const devices: DeviceChoices = {
  microphone: {
    options: [
      { id: 'a', label: 'MacBook Pro Microphone' },
      { id: 'b', label: 'Jabra Evolve2 65 (Bluetooth)' },
    ],
    selected: 'a',
    choose: () => undefined,
  },
  camera: {
    options: [
      { id: 'c', label: 'FaceTime HD Camera' },
      { id: 'd', label: 'Logitech Brio 4K' },
    ],
    selected: 'c',
    choose: () => undefined,
  },
  speaker: {
    options: [
      { id: 'e', label: 'System default' },
      { id: 'f', label: 'Jabra Evolve2 65 (Bluetooth)' },
    ],
    selected: 'e',
    choose: () => undefined,
  },
};

const say = (id: string, from: string, own: boolean, minute: number, text: string): ChatMessage => ({
  id,
  from,
  own,
  at: new Date(2026, 0, 5, 10, minute),
  text,
});
const MESSAGES = [
  say('1', 'Amara Okafor', false, 1, 'Good morning! Can everyone hear me?'),
  say('2', 'Jonas Weber', false, 2, 'Loud and clear.'),
  say(
    '3',
    'Jonas Weber',
    false,
    2,
    'The plan is at https://example.org/plan/2026-q1?tab=budget&view=wide, have a look before we start.',
  ),
  say('4', 'Sam Carter', true, 9, 'Thanks. I will share my screen in a minute.'),
  say('5', 'Li Na', false, 10, 'javascript:alert(1) should stay plain\nand lines stay lines.'),
];

function Call() {
  const [panel, setPanel] = useState<Panel | null>((query.get('panel') as Panel | null) ?? null);
  const [messages, setMessages] = useState(
    query.get('panel') === 'chat' && query.has('empty') ? [] : MESSAGES,
  );
  const [mic, setMic] = useState(!query.has('muted'));
  const everybody = people(Number(query.get('n') ?? 3));
  const view: CallView = {
    look: PLAIN_LOOK,
    roomName: 'Weekly planning',
    people: everybody,
    shares: query.has('share')
      ? [{ trackId: 's', peerId: 'p0', name: NAMES[0] ?? '', isLocal: query.get('share') === 'mine' }]
      : [],
    speaking: new Set(['p0']),
    messages,
    unread: panel === 'chat' ? 0 : 3,
    panel,
    mayTalk: true,
    mayShow: true,
    mayShare: true,
    hasMic: true,
    hasCamera: true,
    micOn: mic,
    cameraOn: true,
    sharing: query.get('share') === 'mine',
    recording: query.has('rec'),
    live: query.has('rec'),
    devices,
    invite: {
      link: 'https://acme-1f3k.video.example.org/meeting/abc-defg-hij',
      qr: '/assets/meet/icon.svg',
      calendar: '/meeting/abc-defg-hij/invite.ics',
    },
    notice: query.has('notice') ? 'Jonas Weber joined' : '',
    reconnecting: query.has('reconnecting'),
    soundBlocked: query.has('sound'),
  };
  return (
    <CallScreen
      view={view}
      actions={{
        toggleMic: () => setMic(!mic),
        toggleCamera: () => undefined,
        toggleShare: () => undefined,
        leave: () => undefined,
        allowSound: () => undefined,
        openPanel: setPanel,
        send: async (text) =>
          setMessages((old) => [...old, say(String(old.length + 1), 'Sam Carter', true, 11, text)]),
      }}
    />
  );
}

function Preview() {
  const trouble = query.get('trouble') as DeviceTrouble | null;
  return (
    <PreviewScreen
      view={{
        look: PLAIN_LOOK,
        roomName: query.has('unnamed') ? '' : 'Weekly planning',
        ready: !query.has('waiting'),
        joining: false,
        welcomed: true,
        slow: false,
        startName: query.has('unnamed') ? '' : 'Sam Carter',
        trouble,
        mayTalk: true,
        mayShow: true,
        videoTrack: trouble ? undefined : 'mine',
        audioTrack: trouble ? undefined : 'mic',
        videoOn: !trouble,
        audioOn: !trouble,
        others: query.has('unnamed') ? [] : NAMES.slice(0, 5),
        othersCount: query.has('unnamed') ? 0 : 5,
        devices: trouble ? { microphone: null, camera: null, speaker: null } : devices,
      }}
      actions={{ join: () => undefined, toggleMic: () => undefined, toggleCamera: () => undefined }}
    />
  );
}

function Screen() {
  const screen = query.get('s') ?? 'call';
  if (screen === 'call') return <Call />;
  if (screen === 'preview') return <Preview />;
  if (screen === 'loading') return <Loading what="connecting" slow />;
  return <StatePage kind={screen as StopKind | 'left'} logoUrl="" onAction={() => undefined} />;
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <MediaProvider value={media}>
      <TooltipRoot>
        <Screen />
      </TooltipRoot>
    </MediaProvider>,
  );
