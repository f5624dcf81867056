import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton, cx } from '@foyer/shared';
import { t } from '../i18n';
import type { DeviceChoices } from '../model/devices';
import { shortcutLabel } from '../model/shortcuts';
import { DeviceMenu } from './DeviceMenu';

export interface DeviceButtonProps {
  kind: 'mic' | 'camera';
  /** Whether there is such a device; without one the button is dead but says why. */
  present: boolean;
  on: boolean;
  devices: DeviceChoices;
  /** Whether to offer the choice of devices beside the button. */
  menu?: boolean;
  /** Where the menu opens when there is room. */
  menuSide?: 'top' | 'bottom';
  /** Loudness of the microphone, shown in its menu. */
  meter?: ReactNode;
  className?: string;
  onToggle(): void;
}

const ICON = { size: 20, strokeWidth: 1.75 } as const;
const LABELS = {
  mic: { none: 'controls.noMic', on: 'controls.mute', off: 'controls.unmute' },
  camera: { none: 'controls.noCam', on: 'controls.cameraOff', off: 'controls.cameraOn' },
} as const;

/** The button of the microphone or the camera, with the choice of devices at its right. */
export function DeviceButton(props: DeviceButtonProps) {
  const { kind, present, on, devices, menu = true, menuSide, meter, className, onToggle } = props;
  const label = t(LABELS[kind][!present ? 'none' : on ? 'on' : 'off']);
  // The word is part of the label, for people who speak to their computer.
  const word = !present
    ? undefined
    : t(kind === 'camera' ? 'controls.cameraWord' : on ? 'controls.muteWord' : 'controls.unmuteWord');
  const [On, Off] = kind === 'mic' ? [Mic, MicOff] : [Video, VideoOff];
  const sections =
    kind === 'mic'
      ? [
          { title: t('devices.microphone'), choice: devices.microphone, extra: meter },
          { title: t('devices.speaker'), choice: devices.speaker },
        ]
      : [{ title: t('devices.camera'), choice: devices.camera }];
  const choosable = menu && sections.some((section) => section.choice);
  return (
    <div className="flex">
      <IconButton
        data-testid={`${kind}-toggle`}
        label={label}
        word={word}
        shortcut={shortcutLabel(kind, navigator.platform)}
        disabled={!present}
        tone={on ? 'plain' : 'off'}
        icon={on ? <On {...ICON} /> : <Off {...ICON} />}
        className={cx(className, word && kind === 'mic' && 'lg:min-w-[112px]', choosable && 'rounded-r-none')}
        onClick={onToggle}
      />
      {choosable ? (
        <DeviceMenu
          label={t(kind === 'mic' ? 'devices.chooseMicrophone' : 'devices.chooseCamera')}
          side={menuSide}
          sections={sections}
        />
      ) : null}
    </div>
  );
}
