import { useRef, type ReactNode } from 'react';
import * as Dialog from '@radix-ui/react-dialog';

export interface SheetProps {
  open: boolean;
  onClose(): void;
  title: string;
  /** Fill the height, for panels with their own scrolling. */
  tall?: boolean;
  /** Stand in the middle of wide windows, for dialogs. */
  centred?: boolean;
  /** Called after closing when what had the focus before is gone, to put it somewhere sensible. */
  onFocusLost?(): void;
  children: ReactNode;
}

/** A panel that slides over the page from below: the phone's form of a side panel or menu. */
export function Sheet({ open, onClose, title, tall, centred, onFocusLost, children }: SheetProps) {
  const before = useRef<Element | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fade-in fixed inset-0 z-30 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            before.current = document.activeElement;
            // Focus the sheet, not its first control: a tooltip or the keyboard would jump up at once.
            event.preventDefault();
            (event.currentTarget as HTMLElement | null)?.focus();
          }}
          onCloseAutoFocus={(event) => {
            // There is no trigger element that the focus would go back to by itself.
            event.preventDefault();
            // Another sheet may have opened in place of this one and has the focus already.
            if (document.activeElement?.closest('[role="dialog"]')) return;
            const opener = before.current;
            if (opener instanceof HTMLElement && opener.isConnected && opener !== document.body)
              opener.focus();
            else onFocusLost?.();
          }}
          className={`slide-up fixed inset-x-0 bottom-0 z-40 flex flex-col rounded-t-[16px] border-t border-line bg-surface outline-none pb-[env(safe-area-inset-bottom)] shadow-float ${tall ? 'h-[82dvh]' : 'max-h-[82dvh]'} ${centred ? 'md:inset-0 md:m-auto md:h-fit md:w-[400px] md:rounded-[16px] md:border' : ''}`}
        >
          <div
            aria-hidden
            className={`mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-line ${centred ? 'md:hidden' : ''}`}
          />
          <Dialog.Title className="sr-only">{title}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
