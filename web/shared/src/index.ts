export { cx } from './cx';
export { createStore, useStore, type Store } from './store';
export { avatarOf } from './avatar';
export { Avatar } from './ui/Avatar';
export { Button, type ButtonProps } from './ui/Button';
export { IconButton, type IconButtonProps, type IconButtonTone } from './ui/IconButton';
export { Sheet } from './ui/Sheet';
export { Tooltip, TooltipRoot } from './ui/Tooltip';
