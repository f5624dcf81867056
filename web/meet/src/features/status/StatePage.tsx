import {
  CalendarClock,
  CircleSlash,
  DoorOpen,
  Link2Off,
  ServerOff,
  ShieldAlert,
  TimerOff,
  UserX,
  Users,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { Button } from '@foyer/shared';
import { dayAndTime, t } from '../../shared/i18n';
import type { StopKind } from '../../shared/model/failure';
import { DoorPage } from './DoorPage';

const ICONS: Record<StopKind | 'left', LucideIcon> = {
  'wrong-link': Link2Off,
  inactive: CircleSlash,
  'links-off': CircleSlash,
  'not-open': CalendarClock,
  expired: TimerOff,
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
  /** When a link opens that is not open yet, in epoch milliseconds. */
  when?: number | undefined;
  onAction(): void;
}

/** The end of the way: one sentence what happened, one what to do, one button. */
export function StatePage({ kind, logoUrl, when, onAction }: StatePageProps) {
  const rejoin = kind === 'left' || kind === 'ended' || kind === 'removed' || kind === 'lost';
  return (
    <DoorPage
      state={kind}
      logoUrl={logoUrl}
      icon={ICONS[kind]}
      title={t(`stop.${kind}.title`)}
      hint={
        kind === 'not-open' && when !== undefined
          ? t('stop.not-open.hintWhen', { when: dayAndTime(new Date(when)) })
          : t(`stop.${kind}.hint`)
      }
    >
      <Button tone="primary" size="large" onClick={onAction} data-testid={rejoin ? 'rejoin' : 'retry'}>
        {t(`stop.${kind}.action`)}
      </Button>
    </DoorPage>
  );
}
