import { type Config, isTable } from './site.ts';

/** What of a theme's table comes into the site's one: all that is missing, at any depth or just here, or nothing. */
type Strategy = 'deep' | 'shallow' | 'none';

/**
 * The configuration of a site with that of a theme in it, as Hugo merges them: `params` and what menus and formats lack
 * come along; of all else only what the site asks for with `_merge`. What the site says itself always stands.
 */
export function mergeTheme(site: Config, theme: Config): Config {
  const asked = strategyIn(site);
  const result: Config = asked === 'deep' ? { ...scalarsOf(theme), ...site } : { ...site };
  for (const [key, value] of Object.entries(theme)) {
    const own = site[key] ?? {};
    if (!isTable(value) || !isTable(own)) continue;
    const merged = mergeTable(own, value, strategyOf(own, key, asked, true));
    if (Object.keys(merged).length > 0) result[key] = merged;
  }
  return result;
}

function mergeTable(site: Config, theme: Config, strategy: Strategy, blocked = false): Config {
  const result = { ...site };
  for (const [key, value] of Object.entries(theme)) {
    const own = site[key];
    if (isTable(own) && isTable(value)) {
      result[key] = mergeTable(own, value, strategyOf(own, key, strategy, false), strategy === 'shallow');
    } else if (own === undefined && key !== '_merge' && strategy !== 'none' && !blocked) result[key] = value;
  }
  return result;
}

/** As the table says itself; otherwise as its name or the table above it asks for. */
function strategyOf(table: Config, key: string, above: Strategy | undefined, top: boolean): Strategy {
  const said = strategyIn(table);
  if (said) return said;
  if (key === 'params') return 'deep';
  if (top && ['outputformats', 'mediatypes', 'menus', 'menu'].includes(key)) return 'shallow';
  return above ?? 'none';
}

function strategyIn(table: Config): Strategy | undefined {
  const said = String(table._merge ?? '').toLowerCase();
  return said === 'deep' || said === 'shallow' || said === 'none' ? said : undefined;
}

const scalarsOf = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([key, value]) => !isTable(value) && key !== '_merge'));
