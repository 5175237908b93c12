import { type FormEvent, useState } from 'react';
import type { Json } from '../../../shared/contract/api.ts';
import { useClient, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { useSession } from '../../state/session.ts';
import { settingChange, settingText } from '../../state/setting-values.ts';
import { Button } from '../../ui/button.tsx';
import { Answered } from '../../ui/state.tsx';
import { statusEvents } from '../window/vault-status.ts';
import { Setting } from './setting.tsx';

const settingsEvents = { events: ['settings.changed'] } as const;

export function VaultSettings() {
  const words = useWords();
  const settings = useLive('settings.read', {}, settingsEvents);
  const status = useLive('vault.status', {}, statusEvents);
  const targets = useLive('publish.targets', {}, settingsEvents);
  return (
    <>
      <section className="settings-section">
        <h2>{words.t('settings.vault')}</h2>
        <Setting name={words.t('settings.folder')} help={status.data?.dir}>
          <RunButton id="vault.reveal" />
          <RunButton id="vault.open" />
        </Setting>
        <Answered answer={settings}>
          {(values) => (
            <>
              {textSettings.map((setting) => (
                <TextSetting key={setting.name} setting={setting} values={values} />
              ))}
            </>
          )}
        </Answered>
      </section>
      <section className="settings-section">
        <h2>{words.t('settings.publishing')}</h2>
        {(targets.data ?? []).map((target) => (
          <Setting key={target.name} name={target.name} help={target.root}>
            {target.exists ? '' : words.t('settings.site-missing')}
          </Setting>
        ))}
        <Setting name={words.t('settings.sites')} help={words.t('settings.sites-help')}>
          <RunButton id="publish.open" />
        </Setting>
      </section>
    </>
  );
}

/** A button for a command; nothing where the command cannot run here. */
function RunButton({ id }: { id: string }) {
  const words = useWords();
  const command = useCommands().find((each) => each.id === id);
  if (!command || !(command.when?.() ?? true)) return null;
  return <Button onClick={() => command.run()}>{words.t(command.title)}</Button>;
}

const textSettings = [
  { name: 'daily.folder', section: 'daily', key: 'folder', placeholder: 'daily' },
  { name: 'daily.format', section: 'daily', key: 'format', placeholder: 'YYYY-MM-DD' },
  { name: 'attachments.folder', section: 'attachments', key: 'folder', placeholder: 'attachments' },
  {
    name: 'attachments.name',
    section: 'attachments',
    key: 'name',
    placeholder: '{{note}}-{{date}}-{{time}}',
  },
] as const;

interface TextSettingProps {
  setting: (typeof textSettings)[number];
  values: { [key: string]: Json };
}

/** A setting of the vault that is a text: written when the field is left, or with Enter. */
function TextSetting({ setting, values }: TextSettingProps) {
  const { name, section, key, placeholder } = setting;
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const known = settingText(values, section, key);
  const [text, setText] = useState(known);
  function save(event?: FormEvent) {
    event?.preventDefault();
    if (text.trim() === known) return;
    const changes = settingChange(values, section, key, text.trim());
    client.call('settings.write', { changes }).then(() => notices.say('notice.settings-saved'), notices.fail);
  }
  return (
    <Setting name={words.t(`settings.${name}`)} help={words.t(`settings.${name}-help`)}>
      <form onSubmit={save}>
        <input
          className="field"
          aria-label={words.t(`settings.${name}`)}
          value={text}
          placeholder={placeholder}
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
          onBlur={() => save()}
        />
      </form>
    </Setting>
  );
}
