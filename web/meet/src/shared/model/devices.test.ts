import { expect, it } from 'vitest';
import { deviceOptions } from './devices';

it('devices without id are left out and nameless ones numbered', () => {
  const list = [
    { deviceId: '', label: '' },
    { deviceId: 'a', label: 'Desk mic' },
    { deviceId: 'b', label: '' },
  ];
  expect(deviceOptions(list, (number) => `Device ${number}`)).toEqual([
    { id: 'a', label: 'Desk mic' },
    { id: 'b', label: 'Device 2' },
  ]);
  expect(deviceOptions(undefined, String)).toEqual([]);
});
