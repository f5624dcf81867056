import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@foyer/shared';
import { t } from '../i18n';

/** Title row of a side panel or sheet. */
export function PanelHeader({
  title,
  count,
  onClose,
}: {
  title: string;
  count?: ReactNode;
  onClose(): void;
}) {
  return (
    <div className="flex h-12 shrink-0 items-center gap-2 pr-1.5 pl-4">
      <h2 className="flex-1 text-[16px] leading-6 font-semibold">
        {title}{' '}
        {count === undefined ? null : <span className="font-normal text-low tabular-nums">{count}</span>}
      </h2>
      <IconButton
        small
        tone="ghost"
        side="bottom"
        label={t('controls.hidePanel')}
        icon={<X size={20} strokeWidth={1.75} />}
        onClick={onClose}
      />
    </div>
  );
}
