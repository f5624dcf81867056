import {
  CircleSlash,
  DoorOpen,
  Link2Off,
  ServerOff,
  ShieldAlert,
  UserX,
  Users,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { StopKind } from '../../shared/model/failure';
import { Logo } from '../../shared/ui/Logo';

const ICONS: Record<StopKind | 'left', LucideIcon> = {
  'wrong-link': Link2Off,
  inactive: CircleSlash,
  unreachable: ServerOff,
  full: Users,
  'role-invalid': Link2Off,
  insecure: ShieldAlert,
  ended: DoorOpen,
  removed: UserX,
  lost: WifiOff,
  failed: ShieldAlert,
  left: DoorOpen,
};

export interface StatePageProps {
  kind: StopKind | 'left';
  logoUrl: string;
  onAction(): void;
}

/** The end of the way: one sentence what happened, one what to do, one button. */
export function StatePage({ kind, logoUrl, onAction }: StatePageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [kind]);
  const Icon = ICONS[kind];
  const rejoin = kind === 'left' || kind === 'ended' || kind === 'removed' || kind === 'lost';
  return (
    <main className="flex h-full flex-col overflow-y-auto p-6" data-testid="state-page" data-state={kind}>
      <Logo url={logoUrl} large />
      <div className="fade-in m-auto flex w-full max-w-[400px] flex-col items-center pb-14 text-center">
        <span className="mb-5 flex size-14 items-center justify-center rounded-full border border-line bg-surface text-medium">
          <Icon size={26} strokeWidth={1.75} aria-hidden />
        </span>
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-[24px] leading-8 font-semibold tracking-[-0.01em] text-balance outline-none"
        >
          {t(`stop.${kind}.title`)}
        </h1>
        <p className="mt-2 mb-7 text-[16px] leading-6 text-balance text-medium">{t(`stop.${kind}.hint`)}</p>
        <Button tone="primary" size="large" onClick={onAction} data-testid={rejoin ? 'rejoin' : 'retry'}>
          {t(`stop.${kind}.action`)}
        </Button>
      </div>
    </main>
  );
}
