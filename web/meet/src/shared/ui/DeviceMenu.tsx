import * as Menu from '@radix-ui/react-dropdown-menu';
import { Check, ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Tooltip } from '@foyer/shared';
import { t } from '../i18n';
import type { DeviceChoice } from '../model/devices';

export interface DeviceMenuProps {
  label: string;
  sections: { title: string; choice: DeviceChoice | null; extra?: ReactNode }[];
  side?: 'top' | 'bottom' | undefined;
}

/** The small arrow beside a microphone or camera button, opening the choice of devices. */
export function DeviceMenu({ label, sections, side = 'top' }: DeviceMenuProps) {
  const shown = sections.filter((section) => section.choice);
  if (shown.length === 0) return null;
  const Arrow = side === 'top' ? ChevronUp : ChevronDown;
  return (
    <Menu.Root modal={false}>
      <Tooltip label={label}>
        <Menu.Trigger
          aria-label={label}
          className="focus-ring inline-flex w-7 cursor-pointer items-center justify-center rounded-r-control border border-l-0 border-line bg-raised text-medium hover:bg-hover hover:text-high"
        >
          <Arrow size={16} strokeWidth={1.75} />
        </Menu.Trigger>
      </Tooltip>
      {/* No portal: the menu stays inside the landmark its button is in; it is placed by fixed coordinates anyway. */}
      <Menu.Content
        side={side}
        align="start"
        sideOffset={8}
        collisionPadding={8}
        className="fade-in z-50 max-h-[min(420px,70dvh)] w-[300px] max-w-[calc(100vw-16px)] overflow-y-auto rounded-card border border-line bg-raised p-1.5 shadow-float"
      >
        {shown.map(({ title, choice, extra }, index) => (
          <Menu.Group key={title}>
            {index > 0 ? <Menu.Separator className="my-1.5 h-px bg-line" /> : null}
            <Menu.Label className="flex items-center justify-between px-2.5 pt-1.5 pb-1 text-[13px] leading-[18px] font-medium text-low">
              {title}
              {extra}
            </Menu.Label>
            <Menu.RadioGroup value={choice?.selected ?? ''} onValueChange={(id) => choice?.choose(id)}>
              {choice?.options.map((option) => (
                <Menu.RadioItem
                  key={option.id}
                  value={option.id}
                  className="flex min-h-9 cursor-pointer items-center gap-2 rounded-[8px] px-2.5 py-1.5 text-high outline-none select-none data-[highlighted]:bg-hover"
                >
                  <span className="flex w-4 shrink-0 justify-center">
                    <Menu.ItemIndicator>
                      <Check size={16} strokeWidth={2} />
                    </Menu.ItemIndicator>
                  </span>
                  <span className="min-w-0 break-words">{option.label}</span>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            {choice?.options.length === 0 ? (
              <p className="px-2.5 py-1.5 text-low">{t('devices.none')}</p>
            ) : null}
          </Menu.Group>
        ))}
      </Menu.Content>
    </Menu.Root>
  );
}
