/** What a key means in a list of `count` rows of which `active` has the ring (-1: none). Undefined: not for the list. */
export function listTarget(key: string, active: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index));
  if (key === 'ArrowDown') return clamp(active + 1);
  if (key === 'ArrowUp') return active < 0 ? count - 1 : clamp(active - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (key === 'PageDown') return clamp(Math.max(active, 0) + page);
  if (key === 'PageUp') return clamp(active - page);
  return undefined;
}

export interface TypeAhead {
  text: string;
  at: number;
}

/** Letters typed within this time (ms) belong together. */
const typing = 700;

/** Collect typed letters. The same one again and again goes from match to match. */
export function typeAhead(state: TypeAhead, key: string, now: number): TypeAhead {
  const text = now - state.at < typing ? state.text + key.toLowerCase() : key.toLowerCase();
  return { text, at: now };
}

/** The next row from `active` on that begins with what was typed, round the end. */
export function typeAheadTarget(texts: readonly string[], typed: string, active: number): number | undefined {
  const repeated = typed.length > 1 && [...typed].every((letter) => letter === typed[0]);
  const wanted = repeated ? typed.slice(0, 1) : typed;
  const from = typed.length === 1 || repeated ? active + 1 : Math.max(active, 0);
  for (let step = 0; step < texts.length; step++) {
    const index = (from + step) % texts.length;
    if (texts[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
