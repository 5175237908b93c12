import type { ReactNode } from 'react';

interface SettingProps {
  name: string;
  help?: string;
  children: ReactNode;
}

/** One line of the settings: its name, what it means, and what it is set to. */
export function Setting({ name, help, children }: SettingProps) {
  return (
    <div className="setting">
      <div>
        <div>{name}</div>
        {help && <p className="muted">{help}</p>}
      </div>
      <div className="setting-value">{children}</div>
    </div>
  );
}
