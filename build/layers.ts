import { dirname, join } from 'node:path/posix';
import { parseAst } from 'vite';
import type { Layer } from './layer-table.ts';

/** Path of a file, relative to the project with `/`, → its text. */
export type Tree = ReadonlyMap<string, string>;

export interface Import {
  /** As written. */
  specifier: string;
  typeOnly: boolean;
  line: number;
}

const NETWORK = /^node:(?:http|https|http2|net|tls|dgram)$/;

/** Every import, re-export and dynamic import with a literal name, in order. Throws where the text does not parse. */
export function importsOf(path: string, text: string): Import[] {
  const found: { specifier: string; typeOnly: boolean; offset: number }[] = [];
  const program: unknown = parseAst(text, { lang: path.endsWith('.tsx') ? 'tsx' : 'ts' }, path);
  visit(program, (node) => {
    const source = node.source;
    if (!isNode(source) || typeof source.value !== 'string') return;
    found.push({ specifier: source.value, typeOnly: isTypeOnly(node), offset: Number(node.start) });
  });
  return found.map(({ specifier, typeOnly, offset }) => ({
    specifier,
    typeOnly,
    line: lineAt(text, offset),
  }));
}

type Node = Record<string, unknown>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function visit(value: unknown, take: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, take);
  else if (isNode(value)) {
    if (typeof value.type === 'string') take(value);
    for (const child of Object.values(value)) if (isNode(child)) visit(child, take);
  }
}

/** `import type …`, `export type … from`, a type written as `import('…')`, or braces that hold types alone. */
function isTypeOnly(node: Node): boolean {
  if (node.importKind === 'type' || node.exportKind === 'type' || node.type === 'TSImportType') return true;
  const names = node.specifiers;
  return (
    Array.isArray(names) &&
    names.length > 0 &&
    names.every((name) => isNode(name) && (name.importKind === 'type' || name.exportKind === 'type'))
  );
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

function isWithin(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

function layerOf(path: string, layers: readonly Layer[]): Layer | undefined {
  const holding = layers.filter((layer) => isWithin(path, layer.place));
  return holding.sort((a, b) => b.place.length - a.place.length)[0];
}

/** The path that a relative import means, or undefined for a package or a module of Node. */
export function targetOf(path: string, specifier: string): string | undefined {
  return specifier.startsWith('.') ? join(dirname(path), specifier.replace(/\?.*$/, '')) : undefined;
}

/** Every import that the table does not allow, one readable line each. */
export function layerProblems(tree: Tree, layers: readonly Layer[]): string[] {
  return [...tree].flatMap(([path, text]) => {
    const layer = layerOf(path, layers);
    if (!layer) return [`${path}: stands in no layer of build/layer-table.ts`];
    return importsOf(path, text).flatMap((item) => {
      const reason = refusal(path, item, layer);
      return reason === undefined ? [] : [`${path}:${item.line}: ${reason}`];
    });
  });
}

function refusal(path: string, item: Import, layer: Layer): string | undefined {
  const target = targetOf(path, item.specifier);
  if (target !== undefined) return refusedFile(target, item, layer);
  if (item.specifier.startsWith('node:')) return refusedNode(item.specifier, layer);
  const allowed = (layer.packages ?? []).some((pattern) => matches(item.specifier, pattern));
  return allowed ? undefined : `${layer.place} may not import the package ${item.specifier}`;
}

function refusedFile(target: string, item: Import, layer: Layer): string | undefined {
  if (isWithin(target, layer.place)) return undefined;
  const may = layer.may.filter((place) => isWithin(target, place));
  if (may.length === 0) return `${layer.place} may not import ${target}${allowedText(layer)}`;
  const typesOnly = may.every((place) => layer.typesOnly?.includes(place));
  return typesOnly && !item.typeOnly ? `${layer.place} may import only types of ${target}` : undefined;
}

function allowedText(layer: Layer): string {
  return layer.may.length === 0 ? ' (nothing outside itself)' : ` (only ${layer.may.join(', ')})`;
}

function refusedNode(specifier: string, layer: Layer): string | undefined {
  const node = layer.node ?? 'none';
  if (node === 'all') return undefined;
  if (node === 'none') return `${layer.place} may not use Node (${specifier})`;
  return NETWORK.test(specifier) ? `${layer.place} may not open sockets (${specifier})` : undefined;
}

function matches(specifier: string, pattern: string): boolean {
  return pattern.endsWith('*') ? specifier.startsWith(pattern.slice(0, -1)) : specifier === pattern;
}

/** Every cycle of imports, types included, as `a → b → a`; each group of files that reach one another once. */
export function importCycles(tree: Tree): string[] {
  const edges = new Map([...tree].map(([path, text]) => [path, filesImported(path, text, tree)]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const walk = (path: string): void => {
    const at = trail.indexOf(path);
    if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
    if (at >= 0 || done.has(path)) return;
    trail.push(path);
    for (const next of edges.get(path) ?? []) walk(next);
    trail.pop();
    done.add(path);
  };
  for (const path of edges.keys()) walk(path);
  return cycles;
}

function filesImported(path: string, text: string, tree: Tree): string[] {
  const targets = importsOf(path, text).map((item) => targetOf(path, item.specifier));
  return targets.filter((target) => target !== undefined && tree.has(target)) as string[];
}
