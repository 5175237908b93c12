import type { Extent } from '../extent.ts';
import type { FrontMatter, Property } from '../facts.ts';
import { readFrontMatter } from '../front-matter.ts';
import { scanPlainToml } from './plain-toml.ts';
import { scanPlainYaml } from './plain-yaml.ts';

/**
 * What `readFrontMatter` says of the front matter that stands at `extent`, without a document model where it is plain:
 * names with strings, numbers, dates or lists of such, a line each. All else is read in full.
 */
export function scanFrontMatter(text: string, extent: Extent | undefined): FrontMatter | undefined {
  if (!extent) return undefined;
  const { format, span, inner, closed } = extent;
  const properties = closed && format !== 'json' ? scanPlain(text, extent) : undefined;
  if (!properties) return readFrontMatter(text);
  return { format, span, inner, properties, problem: undefined };
}

function scanPlain(text: string, { format, inner }: Extent): Property[] | undefined {
  const properties = (format === 'toml' ? scanPlainToml : scanPlainYaml)(text, inner);
  const names = new Set(properties?.map(({ name }) => name));
  return names.size === properties?.length && !names.has('__proto__') ? properties : undefined;
}
