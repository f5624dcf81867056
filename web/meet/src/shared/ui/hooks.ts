import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import type { Area } from '../model/layout';

/** Whether a media query holds now; follows changes. */
export function useMediaQuery(query: string): boolean {
  const list = window.matchMedia(query);
  return useSyncExternalStore(
    (listener) => {
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => window.matchMedia(query).matches,
  );
}

/** Phones and other narrow windows: panels are sheets, the bar is short. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 767px)');
}

/** Inner size of an element in CSS pixels; zero until it is laid out. */
export function useSize<T extends HTMLElement>(): [RefObject<T | null>, Area] {
  const ref = useRef<T>(null);
  const [size, setSize] = useState<Area>({ width: 0, height: 0 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

/** Moves the focus to an element when it appears, and again whenever `what` changes: to the heading of a new page. */
export function useArrivalFocus<T extends HTMLElement>(what = ''): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus({ preventScroll: true }), [what]);
  return ref;
}
