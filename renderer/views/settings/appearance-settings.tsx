import { useWords } from '../../i18n/words.ts';
import type { Appearance } from '../../state/appearance.ts';
import { useSession } from '../../state/session.ts';
import { useStore } from '../../state/store.ts';
import { hasLook } from '../../state/vault-look.ts';
import { Choice } from '../../ui/choice.tsx';
import { Setting, SwitchSetting } from './setting.tsx';

const usualSizes = [12, 13, 14, 15, 16, 17, 18, 20, 22, 24];

export function AppearanceSettings() {
  const words = useWords();
  const { appearance, vaultLook } = useSession();
  const { theme, language, readableWidth, lineWidth, textSize, ...values } = useStore(appearance);
  const look = useStore(vaultLook);
  // What Obsidian is set to need not be one of ours.
  const sizes = [...new Set([...usualSizes, textSize])].sort((a, b) => a - b);
  const change = (changes: Partial<Appearance>) => appearance.set((last) => ({ ...last, ...changes }));
  return (
    <section className="settings-section">
      <h2>{words.t('settings.appearance')}</h2>
      <Setting name={words.t('settings.theme')}>
        <Choice
          label={words.t('settings.theme')}
          value={theme}
          onChange={(value) => change({ theme: value })}
          options={[
            { value: 'system', label: words.t('settings.system') },
            { value: 'light', label: words.t('settings.light') },
            { value: 'dark', label: words.t('settings.dark') },
          ]}
        />
      </Setting>
      <Setting name={words.t('settings.language')}>
        <Choice
          label={words.t('settings.language')}
          value={language}
          onChange={(value) => change({ language: value })}
          options={[
            { value: 'system', label: words.t('settings.system') },
            { value: 'en', label: 'English' },
            { value: 'zh-CN', label: '中文' },
          ]}
        />
      </Setting>
      <SwitchSetting
        label={words.t('settings.readable')}
        help={words.t('settings.readable-help')}
        checked={readableWidth}
        onChange={(checked) => change({ readableWidth: checked })}
      />
      {readableWidth && (
        <Setting name={words.t('settings.line-width')}>
          <span className="muted tabular">{lineWidth} px</span>
          <input
            type="range"
            min={480}
            max={1200}
            step={20}
            aria-label={words.t('settings.line-width')}
            value={lineWidth}
            onChange={(event) => change({ lineWidth: Number(event.target.value) })}
          />
        </Setting>
      )}
      <Setting name={words.t('settings.text-size')}>
        <select
          className="field"
          aria-label={words.t('settings.text-size')}
          value={textSize}
          onChange={(event) => change({ textSize: Number(event.target.value) })}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size} px
            </option>
          ))}
        </select>
      </Setting>
      {hasLook(look) && (
        <SwitchSetting
          label={words.t('settings.vault-look')}
          help={words.t('settings.vault-look-help')}
          checked={values.vaultLook}
          onChange={(checked) => change({ vaultLook: checked })}
        />
      )}
    </section>
  );
}
