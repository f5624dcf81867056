import { Ellipsis, MessageSquare, MonitorUp, MonitorX, PhoneOff, UserPlus, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { IconButton, Sheet } from '@foyer/shared';
import { t } from '../../shared/i18n';
import type { CallActions, CallView } from '../../shared/model/callView';
import { unreadBadge } from '../../shared/model/chat';
import { shortcutLabel, type Shortcut } from '../../shared/model/shortcuts';
import { DeviceButton } from '../../shared/ui/DeviceButton';
import { useIsNarrow } from '../../shared/ui/hooks';
import { PanelHeader } from '../../shared/ui/PanelHeader';

const key = (shortcut: Shortcut) => shortcutLabel(shortcut, navigator.platform);
const ICON = { size: 20, strokeWidth: 1.75 } as const;

interface Props {
  view: CallView;
  actions: CallActions;
}

interface Inviting extends Props {
  onInvite(): void;
}

/** The one bar of controls at the foot of the call. */
export function ControlBar({ view, actions, onInvite }: Inviting) {
  const narrow = useIsNarrow();
  return (
    <footer
      aria-label={t('controls.bar')}
      className="flex h-16 shrink-0 items-center gap-2 px-3 md:grid md:grid-cols-[1fr_auto_1fr]"
    >
      <span className="hidden md:block" />
      <div className="flex flex-1 items-center justify-around gap-2 md:justify-center">
        {view.mayTalk ? (
          <DeviceButton
            kind="mic"
            present={view.hasMic}
            on={view.micOn}
            devices={view.devices}
            menu={!narrow}
            className="px-3"
            onToggle={actions.toggleMic}
          />
        ) : null}
        {view.mayShow ? (
          <DeviceButton
            kind="camera"
            present={view.hasCamera}
            on={view.cameraOn}
            devices={view.devices}
            menu={!narrow}
            className="px-3"
            onToggle={actions.toggleCamera}
          />
        ) : null}
        {narrow ? (
          <More view={view} actions={actions} onInvite={onInvite} />
        ) : (
          <ShareControl view={view} actions={actions} />
        )}
        <IconButton
          data-testid="leave"
          label={t('controls.leave')}
          word={t('controls.leaveWord')}
          tone="danger"
          icon={<PhoneOff {...ICON} />}
          className="px-4 md:ml-2"
          onClick={actions.leave}
        />
      </div>
      <div className="hidden items-center justify-end gap-2 md:flex">
        {narrow ? null : <PanelControls view={view} actions={actions} />}
      </div>
    </footer>
  );
}

function ShareControl({ view, actions }: Props) {
  if (!view.mayShare) return null;
  return (
    <IconButton
      data-testid="share-toggle"
      label={view.sharing ? t('controls.stopShare') : t('controls.share')}
      word={t(view.sharing ? 'controls.stopWord' : 'controls.shareWord')}
      shortcut={key('share')}
      tone={view.sharing ? 'active' : 'plain'}
      icon={view.sharing ? <MonitorX {...ICON} /> : <MonitorUp {...ICON} />}
      className="px-3"
      onClick={actions.toggleShare}
    />
  );
}

function Badge({ text }: { text: string }) {
  if (!text) return null;
  return (
    <span
      aria-hidden
      data-testid="unread"
      className="absolute -top-1.5 -right-1.5 flex h-[18px] min-w-[18px] items-center justify-center rounded-full bg-primary px-1 text-[11px] leading-none font-semibold text-on-primary tabular-nums ring-2 ring-page"
    >
      {text}
    </span>
  );
}

const chatLabel = (unread: number) =>
  unread > 0 ? t('controls.chatUnread', { count: unread }) : t('controls.chat');

function PanelControls({ view, actions }: Props) {
  return (
    <>
      {view.look.people ? (
        <IconButton
          data-testid="people-toggle"
          label={t('controls.people', { count: view.people.length })}
          shortcut={key('people')}
          aria-expanded={view.panel === 'people'}
          tone={view.panel === 'people' ? 'active' : 'ghost'}
          icon={<Users {...ICON} />}
          word={t('controls.peopleWord')}
          after={
            <span aria-hidden className="text-medium tabular-nums">
              {view.people.length}
            </span>
          }
          className="px-3"
          onClick={() => actions.openPanel(view.panel === 'people' ? null : 'people')}
        />
      ) : null}
      {view.look.chat ? (
        <IconButton
          data-testid="chat-toggle"
          label={chatLabel(view.unread)}
          shortcut={key('chat')}
          aria-expanded={view.panel === 'chat'}
          tone={view.panel === 'chat' ? 'active' : 'ghost'}
          icon={<MessageSquare {...ICON} />}
          word={t('controls.chat')}
          badge={<Badge text={unreadBadge(view.unread)} />}
          className="px-3"
          onClick={() => actions.openPanel(view.panel === 'chat' ? null : 'chat')}
        />
      ) : null}
    </>
  );
}

function More({ view, actions, onInvite }: Inviting) {
  const [open, setOpen] = useState(false);
  const pick = (action: () => void) => () => {
    setOpen(false);
    action();
  };
  return (
    <>
      <IconButton
        data-testid="more"
        label={view.unread > 0 ? `${t('controls.more')}. ${chatLabel(view.unread)}` : t('controls.more')}
        aria-expanded={open}
        icon={<Ellipsis {...ICON} />}
        badge={<Badge text={unreadBadge(view.unread)} />}
        className="px-3"
        onClick={() => setOpen(true)}
      />
      <Sheet open={open} onClose={() => setOpen(false)} title={t('controls.more')}>
        <PanelHeader title={t('controls.more')} onClose={() => setOpen(false)} />
        <div className="flex min-h-0 flex-col overflow-y-auto p-2 pt-0 pb-4">
          {view.look.chat ? (
            <Row
              testId="chat-toggle"
              icon={<MessageSquare {...ICON} />}
              text={t('controls.chat')}
              onClick={pick(() => actions.openPanel('chat'))}
            >
              {view.unread > 0 ? (
                <span className="rounded-full bg-primary px-2 text-[13px] font-semibold text-on-primary tabular-nums">
                  {unreadBadge(view.unread)}
                </span>
              ) : null}
            </Row>
          ) : null}
          {view.look.people ? (
            <Row
              testId="people-toggle"
              icon={<Users {...ICON} />}
              text={t('controls.peopleWord')}
              onClick={pick(() => actions.openPanel('people'))}
            >
              <span className="text-medium tabular-nums">{view.people.length}</span>
            </Row>
          ) : null}
          {view.invite ? (
            <Row
              testId="invite-open"
              icon={<UserPlus {...ICON} />}
              text={t('invite.open')}
              onClick={pick(onInvite)}
            />
          ) : null}
          {view.mayShare ? (
            <Row
              testId="share-toggle"
              icon={view.sharing ? <MonitorX {...ICON} /> : <MonitorUp {...ICON} />}
              text={view.sharing ? t('controls.stopShare') : t('controls.share')}
              onClick={pick(actions.toggleShare)}
            />
          ) : null}
          <DeviceRows view={view} />
        </div>
      </Sheet>
    </>
  );
}

function Row(props: {
  testId: string;
  icon: ReactNode;
  text: string;
  onClick(): void;
  children?: ReactNode;
}) {
  return (
    <button
      type="button"
      data-testid={props.testId}
      onClick={props.onClick}
      className="focus-inset flex h-14 cursor-pointer items-center gap-4 rounded-control px-4 text-[16px] leading-6 text-high hover:bg-hover"
    >
      {props.icon}
      <span className="flex-1 text-left">{props.text}</span>
      {props.children}
    </button>
  );
}

function DeviceRows({ view }: { view: CallView }) {
  const kinds = [
    ['microphone', view.devices.microphone],
    ['camera', view.devices.camera],
    ['speaker', view.devices.speaker],
  ] as const;
  return kinds.map(([kind, choice]) =>
    choice && choice.options.length > 1 ? (
      <label key={kind} className="flex h-14 items-center gap-4 px-4 text-[16px] leading-6">
        <span className="w-28 shrink-0 text-medium">{t(`devices.${kind}`)}</span>
        <select
          value={choice.selected}
          onChange={(event) => choice.choose(event.target.value)}
          className="focus-ring h-11 min-w-0 flex-1 rounded-control border border-field bg-raised px-3 text-high"
        >
          {choice.options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
      </label>
    ) : null,
  );
}
