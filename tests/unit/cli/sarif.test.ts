import * as v from 'valibot';
import { expect, test } from 'vitest';
import { sarifOf } from '../../../electron/hosts/cli/sarif.ts';
import { tempFolder } from '../../fixtures/temp.ts';
import { cli } from './terminal.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1));
const message = v.strictObject({ text: v.pipe(v.string(), v.minLength(1)) });
/** No character that a reference may not hold. */
const uri = v.pipe(v.string(), v.regex(/^[\w\-.~!$&'()*+,;=:@/%?#]+$/));
const file = v.strictObject({ uri, uriBaseId: v.literal('VAULT') });

/** The rules of SARIF 2.1.0 for all that is used of it: what has to be there, of which kind, and no more. */
const sarif = v.strictObject({
  $schema: uri,
  version: v.literal('2.1.0'),
  runs: v.tuple([
    v.strictObject({
      tool: v.strictObject({
        driver: v.strictObject({
          name: v.string(),
          version: v.string(),
          rules: v.array(v.strictObject({ id: v.string(), shortDescription: message })),
        }),
      }),
      language: v.pipe(v.string(), v.regex(/^[a-z]{2}(-[A-Z]{2})?$/)),
      columnKind: v.picklist(['utf16CodeUnits', 'unicodeCodePoints']),
      originalUriBaseIds: v.strictObject({
        // A base ends with a slash.
        VAULT: v.strictObject({ uri: v.pipe(uri, v.regex(/^file:\/\/\/.*\/$/)) }),
      }),
      results: v.array(
        v.strictObject({
          ruleId: v.string(),
          ruleIndex: count,
          level: v.picklist(['none', 'note', 'warning', 'error']),
          message,
          locations: v.optional(
            v.array(
              v.strictObject({
                physicalLocation: v.strictObject({
                  artifactLocation: file,
                  region: v.strictObject({ startLine: positive, startColumn: v.optional(positive) }),
                }),
              }),
            ),
          ),
          fixes: v.optional(
            v.array(
              v.strictObject({
                description: message,
                artifactChanges: v.pipe(
                  v.array(
                    v.strictObject({
                      artifactLocation: file,
                      replacements: v.pipe(
                        v.array(
                          v.strictObject({
                            deletedRegion: v.strictObject({ charOffset: count, charLength: count }),
                            insertedContent: v.strictObject({ text: v.string() }),
                          }),
                        ),
                        v.minLength(1),
                      ),
                    }),
                  ),
                  v.minLength(1),
                ),
              }),
            ),
          ),
        }),
      ),
    }),
  ]),
});

test('a check of a blog comes as SARIF, with places, fixes, and what is not up to date', async () => {
  const vault = tempFolder({
    '日 记.md': '+++\ndate = "2025/8/6"\n+++\n一\n',
    'b.md': '+++\ndate = 2025-01-01\n+++\n见 [[没有]] 😀 [[没有 2]]\n',
  });
  const site = tempFolder({ 'hugo.toml': 'baseURL = "https://example.org/"\n' });
  const argv = ['export', '--check', '--sarif', '--site', site, '--index', tempFolder()];
  const { code, out } = await cli(argv, { cwd: vault });
  expect(code).toBe(1);
  const [run] = v.parse(sarif, JSON.parse(out)).runs;
  const rules = run.tool.driver.rules.map(({ id }) => id);
  expect(run.results.every(({ ruleId, ruleIndex }) => rules[ruleIndex] === ruleId)).toBe(true);
  const told = run.results.map(({ ruleId, level, locations }) => {
    const { artifactLocation, region } = locations?.[0]?.physicalLocation ?? {};
    return [
      ruleId,
      level,
      decodeURIComponent(artifactLocation?.uri ?? ''),
      region?.startLine,
      region?.startColumn,
    ];
  });
  expect(told).toEqual([
    ['LINK-MISSING', 'warning', 'b.md', 4, 3],
    ['LINK-MISSING', 'warning', 'b.md', 4, 13],
    ['DATE-INVALID', 'error', '日 记.md', 2, 9],
    ['NOT-UP-TO-DATE', 'warning', 'b.md', 1, undefined],
  ]);
  const fix = run.results.find(({ ruleId }) => ruleId === 'DATE-INVALID')?.fixes?.[0];
  expect(fix?.artifactChanges[0]?.replacements).toEqual([
    { deletedRegion: { charOffset: 12, charLength: 8 }, insertedContent: { text: '2025-08-06' } },
  ]);
  const both = await cli([...argv, '--json'], { cwd: vault });
  expect(both).toMatchObject({ code: 2, out: expect.not.stringContaining('2.1.0') });
});

test('what is said of the site as a whole has no place', () => {
  const plan = {
    site: '/blog',
    hugo: null,
    plan: [],
    diagnostics: [{ path: '', line: 1, column: 1, severity: 'info', code: 'HUGO-BUILD', message: 'x' }],
    applied: false,
    verified: null,
  } as const;
  const [run] = v.parse(sarif, sarifOf(structuredClone(plan) as never, '/我的 库', '1', 'en')).runs;
  expect(run.results).toEqual([
    { ruleId: 'HUGO-BUILD', ruleIndex: 0, level: 'note', message: { text: 'x' } },
  ]);
});
