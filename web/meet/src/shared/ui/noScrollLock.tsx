import type { ReactNode } from 'react';

/** Stands in for the scroll lock of Radix: this page never scrolls, and the original injects a style element. */
export function RemoveScroll({ children }: { children?: ReactNode }) {
  return <>{children}</>;
}
RemoveScroll.classNames = { fullWidth: '', zeroRight: '' };
export default RemoveScroll;
