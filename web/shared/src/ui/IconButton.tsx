import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../cx';
import { Tooltip } from './Tooltip';

export type IconButtonTone = 'plain' | 'off' | 'active' | 'danger' | 'ghost';

const TONES: Record<IconButtonTone, string> = {
  plain: 'bg-raised text-high border border-line hover:bg-hover',
  off: 'bg-danger-soft text-danger-text border border-transparent hover:brightness-110',
  active: 'bg-primary-soft text-primary-text border border-transparent hover:brightness-110',
  danger: 'bg-danger-strong text-on-danger border border-transparent hover:brightness-110',
  ghost: 'text-medium border border-transparent hover:bg-hover hover:text-high',
};

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** What the control does; its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  /** A word beside the icon, shown from 1024 px on. */
  word?: string;
  /** A number or the like, shown at any width. */
  after?: ReactNode;
  tone?: IconButtonTone;
  shortcut?: string;
  small?: boolean;
  side?: 'top' | 'bottom' | 'left' | 'right';
  badge?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

/** A control that is mainly a picture: always named, always with a tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    word,
    after,
    tone = 'plain',
    shortcut,
    small,
    side,
    badge,
    className,
    ...rest
  } = props;
  return (
    <Tooltip label={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        aria-label={label}
        className={cx(
          'focus-ring relative inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-control text-[14px] leading-5 font-medium transition-[background-color,color,filter] duration-150',
          'disabled:cursor-default disabled:opacity-50',
          small ? 'h-9 min-w-9' : 'h-11 min-w-11',
          word ? 'lg:px-4' : '',
          TONES[tone],
          className,
        )}
        {...rest}
      >
        {icon}
        {word ? (
          <span aria-hidden className="hidden lg:inline">
            {word}
          </span>
        ) : null}
        {/* The space is for those who compare what is seen with what is said. */}
        {after ? ' ' : null}
        {after}
        {badge ? ' ' : null}
        {badge}
      </button>
    </Tooltip>
  );
}
