import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import './button.css';
import { Icon } from './icon.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'plain' | 'strong' | 'danger';
  /** At work: it cannot be pressed again. */
  busy?: boolean;
  children: ReactNode;
}

export function Button({
  look = 'plain',
  busy = false,
  type = 'button',
  disabled,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className="button"
      data-look={look}
      aria-busy={busy}
      disabled={disabled || busy}
    >
      {children}
    </button>
  );
}

interface TextButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  look?: 'link' | 'quiet';
  children: ReactNode;
}

/** An action that reads as a word of the text around it. */
export function TextButton({ look = 'link', children, ...rest }: TextButtonProps) {
  return (
    <button {...rest} type="button" className="text-button" data-look={look}>
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  icon: LucideIcon;
  /** Its name, read out and shown on hover. */
  label: string;
  /** The key that does the same, shown beside the name. */
  hint?: string;
  pressed?: boolean;
  size?: number;
}

export function IconButton({ icon, label, hint, pressed, size, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      title={hint ? `${label} (${hint})` : label}
    >
      <Icon of={icon} size={size} />
    </button>
  );
}
