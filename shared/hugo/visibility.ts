/** When a page is there for readers. Times are milliseconds since 1970. */
export interface Visibility {
  draft: boolean;
  /** The later of `date` and `publishDate`; undefined where it is there from the beginning. */
  starts: number | undefined;
  expires: number | undefined;
  /** Its front matter asks for no page of its own: a link to it would lead nowhere. */
  unrendered?: boolean;
}

/**
 * Whether a link from one page to another holds whenever the first is rendered: a `relref` to a draft, future or
 * expired page fails the whole build.
 * @returns undefined where the link may stand, else what is in its way
 */
export function hiddenReason(from: Visibility, to: Visibility, now: number): string | undefined {
  if (to.unrendered) return 'it has no page of its own';
  if (to.draft && !from.draft) return 'it is a draft';
  const start = Math.max(from.starts ?? now, now);
  if (to.starts !== undefined && to.starts > start) return `it goes live on ${day(to.starts)}`;
  if (to.expires !== undefined && to.expires <= now) return `it expired on ${day(to.expires)}`;
  if (to.expires !== undefined && to.expires < (from.expires ?? Number.POSITIVE_INFINITY)) {
    return `it expires on ${day(to.expires)}`;
  }
  return undefined;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
