import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useArrivalFocus } from '../../shared/ui/hooks';
import { Logo } from '../../shared/ui/Logo';

export interface DoorPageProps {
  /** Which page this is, for tests and for moving the focus when it changes. */
  state: string;
  logoUrl: string;
  icon: LucideIcon;
  title: string;
  hint: string;
  children: ReactNode;
}

/** The common shape of every page outside the call: logo, a picture, what is the matter, what to do. */
export function DoorPage({ state, logoUrl, icon: Icon, title, hint, children }: DoorPageProps) {
  const heading = useArrivalFocus<HTMLHeadingElement>(state);
  return (
    <main className="flex h-full flex-col overflow-y-auto p-6" data-testid="state-page" data-state={state}>
      <Logo url={logoUrl} large />
      <div className="fade-in m-auto flex w-full max-w-[400px] flex-col items-center pt-6 pb-14 text-center">
        <span className="mb-5 flex size-14 items-center justify-center rounded-full border border-line bg-surface text-medium">
          <Icon size={26} strokeWidth={1.75} aria-hidden />
        </span>
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-[24px] leading-8 font-semibold tracking-[-0.01em] text-balance outline-none"
        >
          {title}
        </h1>
        <p className="mt-2 mb-7 text-[16px] leading-6 text-balance text-medium">{hint}</p>
        {children}
      </div>
    </main>
  );
}
