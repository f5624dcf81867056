import { ArrowDown, MessageSquare, SendHorizontal } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button, IconButton, cx } from '@foyer/shared';
import { clock, t } from '../../shared/i18n';
import { MAX_MESSAGE, outgoing, partsOf, startsBlock, type ChatMessage } from '../../shared/model/chat';
import { PanelHeader } from '../../shared/ui/PanelHeader';

export interface ChatPanelProps {
  messages: readonly ChatMessage[];
  /** The text being written, kept by the caller while the panel is closed. */
  draft: string;
  onDraft(draft: string): void;
  onSend(text: string): Promise<void>;
  onClose(): void;
}

/** Messages to everyone in the room. */
export function ChatPanel({ messages, draft, onDraft, onSend, onClose }: ChatPanelProps) {
  return (
    <section aria-label={t('chat.title')} className="flex h-full min-h-0 flex-col" data-testid="chat-panel">
      <PanelHeader title={t('chat.title')} onClose={onClose} />
      <Messages messages={messages} />
      <Writer draft={draft} onDraft={onDraft} onSend={onSend} />
    </section>
  );
}

function Messages({ messages }: { messages: readonly ChatMessage[] }) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [below, setBelow] = useState(false);
  const toEnd = () => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
  };
  useLayoutEffect(() => {
    if (atEnd.current || messages[messages.length - 1]?.own) toEnd();
    else setBelow(true);
  }, [messages]);
  const onScroll = () => {
    const element = list.current;
    if (!element) return;
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 40;
    if (atEnd.current) setBelow(false);
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <div
        ref={list}
        tabIndex={0}
        role="log"
        aria-live="polite"
        aria-label={t('chat.messages')}
        onScroll={onScroll}
        className="focus-inset min-h-0 flex-1 overflow-y-auto px-4 pb-3"
      >
        <ol>
          {messages.map((message, index) => (
            <Message key={message.id} message={message} first={startsBlock(messages[index - 1], message)} />
          ))}
        </ol>
      </div>
      {messages.length === 0 ? (
        <div className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center gap-1 p-8 text-center">
          <MessageSquare size={24} strokeWidth={1.75} aria-hidden className="mb-2 text-low" />
          <p className="font-medium">{t('chat.empty')}</p>
          <p className="text-medium">{t('chat.emptyHint')}</p>
        </div>
      ) : null}
      {below ? (
        <Button
          className="absolute bottom-2 left-1/2 h-8 -translate-x-1/2 rounded-full px-3 shadow-float"
          onClick={toEnd}
        >
          <ArrowDown size={16} strokeWidth={1.75} aria-hidden />
          {t('chat.newest')}
        </Button>
      ) : null}
    </div>
  );
}

function Message({ message, first }: { message: ChatMessage; first: boolean }) {
  return (
    <li data-testid="chat-message" data-from={message.from} className={cx(first ? 'pt-4' : 'pt-1')}>
      {first ? (
        <p className="mb-0.5 flex items-baseline gap-2">
          <span className="truncate font-semibold">{message.own ? t('app.youWord') : message.from}</span>
          <time
            dateTime={message.at.toISOString()}
            className="shrink-0 text-[12px] leading-4 text-low tabular-nums"
          >
            {clock(message.at)}
          </time>
        </p>
      ) : null}
      <p
        className="break-words whitespace-pre-wrap text-high [overflow-wrap:anywhere]"
        dir="auto"
        data-testid="chat-text"
      >
        {partsOf(message.text).map((part, index) =>
          part.href ? (
            <a
              key={index}
              href={part.href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              className="focus-ring rounded text-primary-text underline"
            >
              {part.text}
            </a>
          ) : (
            <span key={index}>{part.text}</span>
          ),
        )}
      </p>
    </li>
  );
}

function Writer({ draft, onDraft, onSend }: Pick<ChatPanelProps, 'draft' | 'onDraft' | 'onSend'>) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [failed, setFailed] = useState(false);
  const [sending, setSending] = useState(false);
  useEffect(() => field.current?.focus({ preventScroll: true }), []);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${Math.min(element.scrollHeight + 2, 140)}px`;
  }, [draft]);
  const send = async () => {
    const text = outgoing(draft);
    if (!text || sending) return;
    setSending(true);
    setFailed(false);
    onDraft('');
    try {
      await onSend(text);
    } catch {
      onDraft(text);
      setFailed(true);
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };
  return (
    <div className="shrink-0 p-3 pt-1">
      <p role="alert" className="min-h-[18px] px-1 text-[13px] leading-[18px] text-danger">
        {failed ? t('chat.failed') : ''}
      </p>
      <div className="flex items-end gap-2 rounded-control border border-field bg-raised p-1 focus-within:outline-2 focus-within:outline-primary-ring">
        <textarea
          ref={field}
          rows={1}
          data-testid="chat-input"
          aria-label={t('chat.placeholder')}
          placeholder={t('chat.placeholder')}
          maxLength={MAX_MESSAGE}
          value={draft}
          enterKeyHint="send"
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="min-h-9 flex-1 resize-none bg-transparent px-2.5 py-1.5 text-[16px] leading-6 text-high outline-none placeholder:text-low md:text-[14px]"
        />
        <IconButton
          small
          tone={outgoing(draft) ? 'active' : 'ghost'}
          label={t('chat.send')}
          data-testid="chat-send"
          disabled={!outgoing(draft) || sending}
          icon={<SendHorizontal size={18} strokeWidth={1.75} />}
          onClick={() => void send()}
        />
      </div>
    </div>
  );
}
