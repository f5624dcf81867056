/** One kind of device with its choices. */
export interface DeviceChoice {
  options: { id: string; label: string }[];
  selected: string;
  choose(id: string): void;
}

export interface DeviceChoices {
  microphone: DeviceChoice | null;
  camera: DeviceChoice | null;
  speaker: DeviceChoice | null;
}

/** Choices out of the browser's list: without ids nothing can be chosen, nameless ones get a number. */
export function deviceOptions(
  devices: readonly { deviceId: string; label: string }[] | undefined,
  nameless: (number: number) => string,
): { id: string; label: string }[] {
  return (devices ?? [])
    .filter((device) => device.deviceId !== '')
    .map((device, index) => ({ id: device.deviceId, label: device.label || nameless(index + 1) }));
}
