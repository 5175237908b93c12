import { pathToFileURL } from 'node:url';
import type { PlanEntry } from '../../../shared/contract/api.ts';
import type { Language } from '../../../shared/words/message.ts';
import { createSay } from './messages.ts';
import { ruleTexts, staleRule } from './sarif-rules.ts';
import type { Shape } from './shapes.ts';

type Plan = Shape<'export'>;
type Level = 'error' | 'warning' | 'note';

/**
 * An export as SARIF 2.1.0 (OASIS), which code hosts show beside the lines: one result for each diagnostic, and one for
 * each page that an export would change. Places are in the vault; columns and offsets are in UTF-16 units.
 */
export function sarifOf(
  { plan, diagnostics }: Plan,
  vaultDir: string,
  version: string,
  language: Language,
): object {
  const say = createSay(language);
  const results = [
    ...diagnostics.map((one) => ({
      ruleId: one.code,
      level: levelOf(one.severity),
      message: { text: one.message },
      ...placeOf(one.path, { startLine: one.line, startColumn: one.column }),
      ...(one.fix && one.fix.edits.length > 0 ? { fixes: [fixOf(one.path, one.fix)] } : {}),
    })),
    ...plan
      .filter(({ action }) => !['unchanged', 'skip', 'blocked'].includes(action))
      .map(({ action, path, source, reason }) => ({
        ruleId: staleRule,
        level: 'warning' as const,
        message: {
          text: say(reason ? 'sarif.stale-why' : 'sarif.stale', {
            action: say(`action.${action as PlanEntry['action']}`),
            path: path ?? '',
            reason: reason ?? '',
          }),
        },
        ...placeOf(source ?? '', { startLine: 1 }),
      })),
  ];
  const ids = [...new Set(results.map(({ ruleId }) => ruleId))].sort();
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'commonplace', version, rules: ids.map((id) => ruleOf(id, language)) } },
        language,
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { VAULT: { uri: pathToFileURL(`${vaultDir}/`).href } },
        results: results.map((result) => ({ ...result, ruleIndex: ids.indexOf(result.ruleId) })),
      },
    ],
  };
}

function ruleOf(id: string, language: Language) {
  const texts = ruleTexts[language];
  return { id, ...(id in texts ? { shortDescription: { text: texts[id as keyof typeof texts] } } : {}) };
}

const levelOf = (severity: string): Level =>
  severity === 'error' || severity === 'warning' ? severity : 'note';

/** What is said of the site as a whole has no place. */
function placeOf(path: string, region: { startLine: number; startColumn?: number }) {
  if (path === '') return {};
  return { locations: [{ physicalLocation: { artifactLocation: fileOf(path), region } }] };
}

const fileOf = (path: string) => ({
  uri: path.split('/').map(encodeURIComponent).join('/'),
  uriBaseId: 'VAULT',
});

function fixOf(path: string, { title, edits }: NonNullable<Plan['diagnostics'][number]['fix']>) {
  const replacements = edits.map(({ from, to, insert }) => ({
    deletedRegion: { charOffset: from, charLength: to - from },
    insertedContent: { text: insert },
  }));
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation: fileOf(path), replacements }],
  };
}
