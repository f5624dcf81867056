import type { ReactElement, ReactNode } from 'react';
import * as Radix from '@radix-ui/react-tooltip';

export interface TooltipProps {
  label: ReactNode;
  /** How to press it from the keyboard, shown in a lighter tone. */
  shortcut?: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  children: ReactElement;
}

/** A short hint above a control; appears on hover and on keyboard focus. Needs a TooltipRoot above it. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={8}
          collisionPadding={8}
          className="z-50 flex items-center gap-2 rounded-control border border-line bg-raised px-2.5 py-1.5 text-[13px] leading-[18px] text-high shadow-float"
        >
          {label}
          {shortcut ? <kbd className="font-sans text-low">{shortcut}</kbd> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function TooltipRoot({ children }: { children: ReactNode }) {
  return <Radix.Provider delayDuration={350}>{children}</Radix.Provider>;
}
