import { isOrdinaryWord } from './english-words.ts';

/** Units of measure, with the prefixes that they are met with. */
const unit =
  /^(?:[kmgtpe]i?b(?:ps)?|[kmgt]?bps|[kmgt]i|[kmgt]?bits?|bytes?|[kmg]?hz|[munp]s|secs?|mins?|hrs?|[cmnk]m|[mk]g|px|pt|em|rem|dpi|rpm|mah|kwh?)$/i;
const version = /^(?:v|ver|rc|alpha|beta|release)[-.]?\d[\d.]*$|\d\.\d/iu;
const hash = /^(?=.*\d)[\da-f]{6,}$/i;
const placeholder = /^(\p{L})\1+$/iu;
/** Keys of a keyboard that are no English words. */
const key = /^(?:ctrl|cmd|alt|esc|del|ins|fn|pgup|pgdn|pgdown|prtsc|capslock|numlock)$/i;
/** Names of software with a dot; anything else with one is a file or a domain. */
const dotted = /^\p{Lu}[\p{L}\d]*\.(?:js|NET|IO)$/u;

/** Whether a word or phrase can be a term by its form: no file, version, unit, key, or ordinary English. */
export function isTermForm(term: string): boolean {
  if ([unit, version, hash, placeholder].some((pattern) => pattern.test(term)) || term.length < 2)
    return false;
  if (term.includes('.') && !dotted.test(term)) return false;
  const words = term.split(/[ -]/).map((word) => word.replace(/\d+$/, ''));
  return (
    !words.every((word) => word.length < 2 || isOrdinaryWord(word) || key.test(word)) || isDesignation(term)
  );
}

/** A letter or two with a number (`S3`, `k8s`, `x86`): short, and no word. */
function isDesignation(term: string): boolean {
  return /^\p{L}{1,2}\d+\p{L}?$/u.test(term);
}
