import { Volume2, WifiOff } from 'lucide-react';
import { Button } from '@foyer/shared';
import { t } from '../../shared/i18n';

export interface BannersProps {
  reconnecting: boolean;
  soundBlocked: boolean;
  onAllowSound(): void;
}

/** What needs attention now, in a strip above the stage so that it covers nobody. */
export function Banners({ reconnecting, soundBlocked, onAllowSound }: BannersProps) {
  return (
    <div role="status" aria-live="assertive" className="contents">
      {reconnecting ? (
        <p
          data-testid="reconnecting"
          className="mx-2 mb-2 flex min-h-11 items-center justify-center gap-2 rounded-control bg-warning-soft px-4 py-2 font-medium text-high"
        >
          <WifiOff size={18} strokeWidth={1.75} aria-hidden className="text-warning" />
          {t('status.reconnecting')}
        </p>
      ) : null}
      {soundBlocked ? (
        <div
          data-testid="sound-blocked"
          className="mx-2 mb-2 flex min-h-11 flex-wrap items-center justify-center gap-x-4 gap-y-2 rounded-control bg-primary-soft px-4 py-1.5 font-medium text-high"
        >
          <span className="flex items-center gap-2">
            <Volume2 size={18} strokeWidth={1.75} aria-hidden />
            {t('status.soundBlocked')}
          </span>
          <Button tone="primary" onClick={onAllowSound} className="h-8 px-3" data-testid="allow-sound">
            {t('status.soundAllow')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
