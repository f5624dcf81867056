import { DoorClosed } from 'lucide-react';
import { t } from '../../shared/i18n';
import { DoorPage } from './DoorPage';
import { Dots } from './Loading';

/** Somebody has to open the door from inside. */
export function WaitingPage() {
  return (
    <DoorPage
      state="waiting"
      logoUrl=""
      icon={DoorClosed}
      title={t('waiting.title')}
      hint={t('waiting.hint')}
    >
      <p className="flex items-center gap-3 text-medium">
        <Dots />
        {t('waiting.hold')}
      </p>
    </DoorPage>
  );
}
