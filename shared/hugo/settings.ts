import { parse, TomlError } from 'smol-toml';
import * as v from 'valibot';
import { AppError } from '../contract/errors.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const list = v.optional(v.array(text), () => []);
const choice = <const T extends readonly [string, ...string[]]>(options: T, fallback: T[number]) =>
  v.optional(v.picklist(options), fallback);

const mapping = v.strictObject({ from: v.string(), to: v.string() });

const target = v.strictObject({
  name: text,
  /** Folder of the site: absolute, or relative to the vault. */
  root: text,
  /** `hugo`: pages of a Hugo site. `commonmark`: a folder of plain Markdown that any tool can read. */
  format: choice(['hugo', 'commonmark'], 'hugo'),
  /** Content folder in the site; without it, the one that its configuration names. */
  content: v.optional(text),
  /** `auto`, `embedded`, `none`, or the path of a hugo. */
  hugo: v.optional(text, 'auto'),
  map: v.optional(v.array(mapping), () => []),
  select: v.optional(
    v.strictObject({
      /** Patterns of vault paths; without any, notes whose front matter has a `date`. */
      include: v.optional(v.array(text)),
      exclude: list,
      require_property: v.optional(text),
      deny_tags: v.optional(v.array(text), () => ['private']),
    }),
    () => ({ exclude: [], deny_tags: ['private'] }),
  ),
  drafts: choice(['export', 'skip'], 'export'),
  layout: choice(['auto', 'single', 'bundle'], 'auto'),
  links: choice(['relref', 'url'], 'relref'),
  callouts: choice(['auto', 'keep', 'quote'], 'auto'),
  highlight: choice(['auto', 'keep', 'mark', 'bold'], 'auto'),
  image_size: choice(['auto', 'html', 'figure', 'drop'], 'auto'),
  raw_html: choice(['warn', 'off'], 'warn'),
  /** Pictures that say where they were taken: `warn` tells of them; `strip` publishes all pictures without such data. */
  image_metadata: choice(['warn', 'strip', 'keep'], 'warn'),
  emphasis_cjk: choice(['warn', 'fix', 'off'], 'warn'),
  inline_tags: choice(['keep', 'strip', 'collect'], 'keep'),
  embeds: choice(['inline', 'link'], 'inline'),
  private: v.optional(
    v.strictObject({
      comments: v.optional(v.boolean(), true),
      headings: list,
      fences: v.optional(v.array(text), () => ['private']),
    }),
    () => ({ comments: true, headings: [], fences: ['private'] }),
  ),
  aliases: choice(['redirects', 'keep'], 'redirects'),
  /** `bundle`, or `static:` and a folder under `static/`. */
  attachments: v.optional(v.pipe(v.string(), v.regex(/^(bundle|static:[^/.][^:]*)$/)), 'bundle'),
  limits: v.optional(
    v.strictObject({
      max_attachment_mb: v.optional(v.pipe(v.number(), v.minValue(0)), 20),
      max_delete: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 10),
    }),
    () => ({ max_attachment_mb: 20, max_delete: 10 }),
  ),
  /** Notes in which the search for secrets is to be left out. */
  allow_secrets: list,
  git: choice(['off', 'commit'], 'off'),
});

/** One place that notes of this vault go to: a Hugo site, or a folder of plain Markdown. */
export type Target = v.InferOutput<typeof target>;

const settings = v.strictObject({ target: v.optional(v.array(target), () => []) });

/** `.commonplace/hugo.toml`, every key given or its default. */
export interface HugoSettings {
  targets: Target[];
}

/**
 * Read the settings.
 * @throws AppError `invalid-params` that names the key (and the line, where TOML itself is broken). A key that is
 *   not known is refused: a misspelt `exclude` would publish what it was to keep back.
 */
export function parseSettings(source: string | undefined): HugoSettings {
  if (source === undefined) return { targets: [] };
  const checked = v.safeParse(settings, parseToml(source));
  if (!checked.success) {
    const issue = checked.issues[0];
    const key = v.getDotPath(issue) ?? '';
    throw invalid(`${key}: ${issue.message}`, { key });
  }
  const names = checked.output.target.map((each) => each.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalid(`two targets are named "${twice}"`, { key: 'target.name' });
  return { targets: checked.output.target };
}

/** A target with nothing but defaults: for a site given on the command line. */
export function defaultTarget(root: string, format: Target['format'] = 'hugo'): Target {
  return v.parse(target, { name: 'site', root, format });
}

/** A target for a folder that the settings do not name: what any target of theirs keeps back stays at home here too. */
export function plainTarget(root: string, { targets }: HugoSettings): Target {
  const plain = defaultTarget(root, 'commonmark');
  const all = [plain, ...targets];
  const union = (pick: (each: Target) => string[]) => [...new Set(all.flatMap(pick))];
  return {
    ...plain,
    select: {
      exclude: union(({ select }) => select.exclude),
      deny_tags: union(({ select }) => select.deny_tags),
    },
    private: {
      comments: all.some((each) => each.private.comments),
      headings: union((each) => each.private.headings),
      fences: union((each) => each.private.fences),
    },
    image_metadata: all.some((each) => each.image_metadata === 'strip') ? 'strip' : plain.image_metadata,
    allow_secrets: [],
  };
}

function parseToml(source: string): unknown {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0] ?? 'broken';
    throw invalid(`line ${error.line}: ${reason}`, { line: error.line, column: error.column });
  }
}

function invalid(message: string, data: Record<string, unknown>): AppError {
  return new AppError('invalid-params', `.commonplace/hugo.toml: ${message}`, data);
}

/**
 * The text of the settings with one more target at the end; what stands in it stays as it is. Where a target with
 * this root is there already, the text comes back unchanged.
 * @param wanted.name for it; a number is added where it is taken
 * @throws AppError `invalid-params` where the settings are broken
 */
export function addTarget(
  source: string | undefined,
  wanted: { root: string; name?: string | undefined; format?: Target['format'] | undefined },
): { text: string; target: { name: string; root: string } } {
  const { targets } = parseSettings(source);
  const there = targets.find((each) => each.root === wanted.root);
  if (there) return { text: source ?? '', target: { name: there.name, root: there.root } };
  const base = wanted.name || wanted.root.split(/[/\\]/).findLast((part) => /[^.]/.test(part)) || 'blog';
  let name = base;
  for (let n = 2; targets.some((each) => each.name === name); n++) name = `${base}-${n}`;
  const before = source?.trimEnd() ? `${source.trimEnd()}\n\n` : '';
  const format = wanted.format === 'commonmark' ? 'format = "commonmark"\n' : '';
  const block = `[[target]]\nname = ${JSON.stringify(name)}\nroot = ${JSON.stringify(wanted.root)}\n${format}`;
  return { text: before + block, target: { name, root: wanted.root } };
}

/**
 * The text of the settings with headings whose sections one target keeps at home; all else stays as it is.
 * @throws AppError `invalid-params` where there is no such target, or it says something of private parts already: what
 *   a person wrote there is theirs to change
 */
export function keepHeadings(source: string, name: string, headings: readonly string[]): string {
  const list = headings.map((heading) => JSON.stringify(heading)).join(', ');
  return withLine(source, name, 'private', `private = { headings = [${list}] }`, (target) => ({
    ...target,
    private: { ...target.private, headings: [...headings] },
  }));
}

/**
 * The text of the settings with pictures that one target publishes without what they say of themselves.
 * @throws AppError `invalid-params` where there is no such target, or it says something of that already
 */
export function stripPictures(source: string, name: string): string {
  return withLine(source, name, 'image_metadata', 'image_metadata = "strip"', (target) => ({
    ...target,
    image_metadata: 'strip',
  }));
}

/** The settings with one more line in a target, which does that and nothing else. */
function withLine(
  source: string,
  name: string,
  key: keyof Target,
  line: string,
  change: (target: Target) => Target,
): string {
  const { targets } = parseSettings(source);
  const at = targets.findIndex((each) => each.name === name);
  const starts = [...source.matchAll(/^[ \t]*\[\[[ \t]*target[ \t]*\]\][^\n]*(?:\n|$)/gm)];
  const start = starts[at];
  if (!start) throw invalid(`no target is named ${JSON.stringify(name)}`, { key: 'target.name' });
  const end = start.index + start[0].length;
  const text = `${source.slice(0, end)}${start[0].endsWith('\n') ? '' : '\n'}${line}\n${source.slice(end)}`;
  const wanted = targets.map((each, i) => (i === at ? change(each) : each));
  if (targetsOf(text) !== JSON.stringify(wanted))
    throw invalid(`write ${line} into ${JSON.stringify(name)} yourself`, { key });
  return text;
}

/** In JSON; undefined where the settings are broken. */
function targetsOf(source: string): string | undefined {
  try {
    return JSON.stringify(parseSettings(source).targets);
  } catch {
    return undefined;
  }
}
