import { CalendarPlus, Check, Copy } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { Button, Sheet } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { Invite } from '../../shared/model/invite';
import { PanelHeader } from '../../shared/ui/PanelHeader';

interface Props {
  invite: Invite;
  open: boolean;
  onClose(): void;
  onFocusLost(): void;
}

/** The link of this page to pass on: as text, as a QR code, as a calendar entry. */
export function InviteSheet({ invite, open, onClose, onFocusLost }: Props) {
  return (
    <Sheet open={open} onClose={onClose} title={t('invite.title')} centred onFocusLost={onFocusLost}>
      <PanelHeader title={t('invite.title')} onClose={onClose} />
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto px-4 pt-1 pb-5" data-testid="invite">
        <p className="text-medium">{t('invite.hint')}</p>
        <LinkField link={invite.link} />
        {invite.qr ? (
          <img
            src={invite.qr}
            alt={t('invite.qr')}
            width={184}
            height={184}
            className="mx-auto rounded-control"
            data-testid="invite-qr"
          />
        ) : null}
        {invite.calendar ? (
          <a
            href={invite.calendar}
            download="invite.ics"
            data-testid="invite-calendar"
            className="focus-ring inline-flex h-11 items-center justify-center gap-2 rounded-control border border-line bg-raised px-4 text-[14px] leading-5 font-medium text-high hover:bg-hover"
          >
            <CalendarPlus size={18} strokeWidth={1.75} aria-hidden />
            {t('invite.calendar')}
          </a>
        ) : null}
      </div>
    </Sheet>
  );
}

function LinkField({ link }: { link: string }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [told, setTold] = useState<'' | 'copied' | 'byHand'>('');
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(''), 4_000);
    return () => clearTimeout(timer);
  }, [told]);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(link);
      setTold('copied');
    } catch {
      // Frames without leave and plain http have no clipboard: the link is selected for the keyboard.
      setTold('byHand');
    }
  };
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-[13px] leading-[18px] font-medium text-medium">
        {t('invite.label')}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          ref={field}
          readOnly
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className="focus-ring h-11 min-w-0 flex-1 rounded-control border border-field bg-raised px-3 text-ellipsis text-high"
          data-testid="invite-link"
        />
        <Button
          tone="primary"
          className="h-11 shrink-0"
          onClick={() => void copy()}
          data-testid="invite-copy"
        >
          {told === 'copied' ? (
            <Check size={18} strokeWidth={1.75} aria-hidden />
          ) : (
            <Copy size={18} strokeWidth={1.75} aria-hidden />
          )}
          {t('invite.copy')}
        </Button>
      </div>
      <p role="status" className="mt-1.5 min-h-[18px] text-[13px] leading-[18px] text-medium">
        {told ? t(`invite.${told}`) : ''}
      </p>
    </div>
  );
}
