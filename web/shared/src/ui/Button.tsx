import type { ButtonHTMLAttributes, Ref } from 'react';
import { cx } from '../cx';

export type ButtonTone = 'primary' | 'plain' | 'danger' | 'ghost';

const TONES: Record<ButtonTone, string> = {
  primary: 'bg-primary text-on-primary hover:bg-primary-strong',
  plain: 'bg-raised text-high border border-line hover:bg-hover',
  danger: 'bg-danger-strong text-on-danger hover:brightness-110',
  ghost: 'text-high hover:bg-hover',
};

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: ButtonTone;
  size?: 'regular' | 'large';
  ref?: Ref<HTMLButtonElement>;
}

/** A button with words. */
export function Button({
  tone = 'plain',
  size = 'regular',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        'focus-ring inline-flex cursor-pointer items-center justify-center gap-2 rounded-control font-medium transition-colors duration-150',
        'disabled:cursor-default disabled:opacity-60',
        size === 'large' ? 'h-12 px-6 text-[16px] leading-6' : 'h-10 px-4 text-[14px] leading-5',
        TONES[tone],
        className,
      )}
      {...rest}
    />
  );
}
