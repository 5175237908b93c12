import { type ReactNode, useId } from 'react';
import { Switch, type SwitchProps } from '../../ui/choice.tsx';

interface SettingProps {
  name: string;
  help?: string;
  /** The id of what takes a click on the name. */
  of?: string;
  children: ReactNode;
}

/** One line of the settings: its name, what it means, and what it is set to. */
export function Setting({ name, help, of, children }: SettingProps) {
  return (
    <div className="setting">
      <div>
        {of ? <label htmlFor={of}>{name}</label> : <div>{name}</div>}
        {help && <p className="muted">{help}</p>}
      </div>
      <div className="setting-value">{children}</div>
    </div>
  );
}

/** One that is on or off: its name turns it too. */
export function SwitchSetting({ help, ...rest }: Omit<SwitchProps, 'id'> & Pick<SettingProps, 'help'>) {
  const id = useId();
  return (
    <Setting name={rest.label} help={help} of={id}>
      <Switch id={id} {...rest} />
    </Setting>
  );
}
