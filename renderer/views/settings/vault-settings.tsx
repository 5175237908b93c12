import type { Json, Result } from '../../../shared/contract/api.ts';
import { useClient, useLive } from '../../client/live-query.ts';
import { useWords } from '../../i18n/words.ts';
import { useCommands } from '../../state/command-context.ts';
import { useSession } from '../../state/session.ts';
import { settingChange, settingLines, settingText } from '../../state/setting-values.ts';
import { Button } from '../../ui/button.tsx';
import { Answered } from '../../ui/state.tsx';
import { statusEvents } from '../window/vault-status.ts';
import { Setting, SwitchSetting } from './setting.tsx';
import { TextSetting } from './text-setting.tsx';

const settingsEvents = { events: ['settings.changed'], keep: true } as const;
const listEvents = { events: ['settings.changed', 'vault.changed'], keep: true } as const;

export function VaultSettings() {
  const words = useWords();
  const own = useLive('settings.read', {}, settingsEvents);
  const held = useLive('settings.held', {}, settingsEvents);
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
        <Answered answer={own}>
          {(values) => held.data && <VaultRows own={values} held={held.data} />}
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

interface VaultRowsProps {
  /** Our own document. */
  own: { [key: string]: Json };
  held: Result<'settings.held'>;
}

function VaultRows({ own, held }: VaultRowsProps) {
  const words = useWords();
  const client = useClient();
  const { notices } = useSession();
  const write = (changes: { [key: string]: Json }) => client.call('settings.write', { changes });
  const set = (section: string, key: string, value: string | boolean) =>
    void write(settingChange(own, section, key, value)).catch(notices.fail);
  const root = words.t('settings.root');
  const text = (name: `${string}.${string}` & TextName, placeholder: string, help: string) => {
    const [section = '', key = ''] = name.split('.');
    return (
      <TextSetting
        name={words.t(`settings.${name}`)}
        help={help}
        value={settingText(own, section, key)}
        placeholder={placeholder}
        save={(value) => write(settingChange(own, section, key, value || undefined))}
      />
    );
  };
  const toggle = (name: SwitchName, checked: boolean) => {
    const [section = '', key = ''] = name.split('.');
    return (
      <SwitchSetting
        label={words.t(`settings.${name}`)}
        help={words.t(`settings.${name}-help`)}
        checked={checked}
        onChange={(value) => set(section, key, value)}
      />
    );
  };
  const { folder } = held.newNotes;
  return (
    <>
      {text(
        'newNotes.folder',
        folder === null ? words.t('settings.beside') : folder || root,
        words.t('settings.newNotes.folder-help'),
      )}
      {text('daily.folder', held.daily.folder || root, words.t('settings.daily.folder-help'))}
      {text('daily.format', held.daily.format, words.t('settings.daily.format-help', { name: held.today }))}
      <DayTemplate value={held.daily.template} onChange={(path) => set('daily', 'template', path)} />
      {text('templates.folder', held.templates.folder || root, words.t('settings.templates.folder-help'))}
      {text(
        'attachments.folder',
        held.attachments.folder === '/' ? root : held.attachments.folder || root,
        words.t('settings.attachments.folder-help'),
      )}
      {text('attachments.name', held.attachments.name, words.t('settings.attachments.name-help'))}
      <Setting name={words.t('settings.links.format')} help={words.t('settings.links.format-help')}>
        <select
          className="field"
          aria-label={words.t('settings.links.format')}
          value={held.links.format}
          onChange={(event) => set('links', 'format', event.target.value)}
        >
          {formats.map((format) => (
            <option key={format} value={format}>
              {words.t(`settings.links.${format}`)}
            </option>
          ))}
        </select>
      </Setting>
      {toggle('links.markdown', held.links.markdown)}
      {toggle('links.update', held.links.update)}
      {toggle('files.all', held.files.all)}
      <TextSetting
        name={words.t('settings.excluded')}
        help={words.t('settings.excluded-help')}
        value={settingLines(own, 'excluded').join('\n')}
        placeholder={held.excluded.join('\n') || 'Archive/'}
        lines
        save={(lines) => write({ excluded: lines === '' ? null : lines.split('\n').filter(Boolean) })}
      />
    </>
  );
}

type TextName =
  | 'newNotes.folder'
  | 'daily.folder'
  | 'daily.format'
  | 'templates.folder'
  | 'attachments.folder'
  | 'attachments.name';
type SwitchName = 'links.markdown' | 'links.update' | 'files.all';

const formats = ['shortest', 'relative', 'absolute'] as const;

/** The template of days: none, one of the folder of templates, or one that lies elsewhere. */
function DayTemplate({ value, onChange }: { value: string; onChange(path: string): void }) {
  const words = useWords();
  const templates = useLive('template.list', {}, listEvents).data ?? [];
  const name = words.t('settings.daily.template');
  const isChosen = (path: string) => [path, path.replace(/\.md$/i, '')].includes(value);
  const chosen = templates.find(({ path, name: short }) => isChosen(path) || short === value);
  return (
    <Setting name={name} help={words.t('settings.daily.template-help')}>
      <select
        className="field"
        aria-label={name}
        value={chosen?.path ?? value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{words.t('settings.none')}</option>
        {value !== '' && !chosen && <option value={value}>{value}</option>}
        {templates.map((template) => (
          <option key={template.path} value={template.path}>
            {template.name}
          </option>
        ))}
      </select>
    </Setting>
  );
}
