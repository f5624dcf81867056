import { useState } from 'react';
import { t } from '../i18n';

/** The room's own logo, or Foyer's door when there is none or it does not load. */
export function Logo({ url, large }: { url: string; large?: boolean }) {
  const [broken, setBroken] = useState('');
  if (url && broken !== url) {
    return (
      <img
        src={url}
        alt=""
        referrerPolicy="no-referrer"
        onError={() => setBroken(url)}
        className={large ? 'h-9 max-w-[180px] object-contain' : 'h-6 max-w-[120px] object-contain'}
      />
    );
  }
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 32 32" className={large ? 'size-8' : 'size-6'} aria-hidden>
        <rect width="32" height="32" rx="9" fill="var(--primary)" />
        <path
          d="M10 25V11.5a6 6 0 0 1 12 0V25"
          fill="none"
          stroke="#fff"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
        <circle cx="16" cy="18" r="2.6" fill="#fff" />
      </svg>
      {large ? <span className="text-[18px] font-semibold tracking-[-0.01em]">{t('app.name')}</span> : null}
    </span>
  );
}
