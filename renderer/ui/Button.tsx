// The window's one button: with a word, an icon, or both. One with an icon alone has its word as its name and title.
import './button.css';
import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  size?: 'small' | 'usual';
  icon?: ReactNode;
  /** The button's name where it shows an icon alone. */
  label?: string;
}

export function Button({
  kind = 'plain',
  size = 'usual',
  icon,
  label,
  children,
  ...rest
}: ButtonProps): ReactElement {
  const isIconOnly = children === undefined;
  return (
    <button
      type="button"
      className="button"
      data-kind={kind}
      data-size={size}
      data-icon={isIconOnly || undefined}
      aria-label={isIconOnly ? label : undefined}
      title={label}
      {...rest}
    >
      {icon}
      {children}
    </button>
  );
}
