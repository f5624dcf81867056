import { KeyRound } from 'lucide-react';
import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { Button } from '@foyer/shared';
import { t } from '../../shared/i18n';
import { DoorPage } from './DoorPage';

export interface PinPageProps {
  wrong: boolean;
  checking: boolean;
  onPin(pin: string): void;
}

/** Asks for the PIN of a link. */
export function PinPage({ wrong, checking, onPin }: PinPageProps) {
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const wrongId = useId();
  useEffect(() => {
    if (wrong) field.current?.select();
  }, [wrong]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!checking) onPin(pin);
  };
  return (
    <DoorPage state="pin" logoUrl="" icon={KeyRound} title={t('pin.title')} hint={t('pin.hint')}>
      <form onSubmit={submit} className="flex w-full max-w-[280px] flex-col text-left">
        <label htmlFor={fieldId} className="mb-1.5 font-medium">
          {t('pin.label')}
        </label>
        <input
          ref={field}
          id={fieldId}
          data-testid="pin-input"
          value={pin}
          maxLength={64}
          required
          autoComplete="one-time-code"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          aria-invalid={wrong}
          aria-describedby={wrongId}
          onChange={(event) => setPin(event.target.value)}
          className="focus-ring h-12 w-full rounded-control border border-field bg-surface px-3.5 text-center text-[20px] leading-7 tracking-[0.12em] text-high tabular-nums aria-invalid:border-danger"
        />
        <p id={wrongId} role="alert" className="mt-1.5 min-h-5 text-danger" data-testid="pin-wrong">
          {wrong ? t('pin.wrong') : ''}
        </p>
        <Button
          type="submit"
          tone="primary"
          size="large"
          disabled={checking || !pin.trim()}
          className="mt-2 w-full"
          data-testid="pin-go"
        >
          {checking ? t('pin.checking') : t('pin.go')}
        </Button>
      </form>
    </DoorPage>
  );
}
