import { DeviceType, useDevices } from '@100mslive/react-sdk';
import { useMemo } from 'react';
import { t } from '../shared/i18n';
import { deviceOptions, type DeviceChoice, type DeviceChoices } from '../shared/model/devices';

/** The machine's devices as menus show them. Browsers without choosable speakers list none, then there is no menu. */
export function useDeviceChoices(): DeviceChoices {
  const { allDevices, selectedDeviceIDs, updateDevice } = useDevices(() => undefined);
  return useMemo(() => {
    const choice = (kind: DeviceType): DeviceChoice | null => {
      const options = deviceOptions(allDevices[kind], (number) => t('devices.unnamed', { number }));
      if (options.length === 0) return null;
      const selected = selectedDeviceIDs[kind] ?? '';
      return {
        options,
        selected: options.some((option) => option.id === selected) ? selected : (options[0]?.id ?? ''),
        choose: (id) => void updateDevice({ deviceType: kind, deviceId: id }),
      };
    };
    return {
      microphone: choice(DeviceType.audioInput),
      camera: choice(DeviceType.videoInput),
      speaker: choice(DeviceType.audioOutput),
    };
  }, [allDevices, selectedDeviceIDs, updateDevice]);
}
