/** Characters looked at on each side: words are shorter, and segmenting costs by the character. */
const reach = 12;

/** Characters that stand before a noun as words of their own, so that a word made with them means little. */
const standing = new Set(
  '的地得了着过在是有和与及或跟同并且而但若如则即当将把被由从向往到至对给让使叫令请要会能可应该须需不没无未非勿' +
    '已曾正仍还也都又再就才只仅很更最太每各某这那此其本另别前后上下中内外里左右间旁年月日时分秒个种条台件份次位名' +
    '些几两一二三四五六七八九十百千万亿多少大小新旧高低长短好坏单双总全我你他她它您谁们人用于以为因所做作供选查看' +
    '点按读写建删改加减开关存取收发传送设置装卸接入出来去受指等',
);

// Beside these a word surely ends; it saves segmenting, which costs more than all else in finding mentions.
const boundsBefore = new Set('的了和与在是将把被从或及该此等为');
const boundsAfter = new Set('的了和与在是将把被或及等时后中为会上下里');

/** Says whether Han text at a place is only a part of longer words (主机 in 宿主机, 国家 in 中国家具). */
export class LongerWords {
  #segmenter: Intl.Segmenter | undefined;

  isInside(text: string, from: number, to: number): boolean {
    const opens = isHan(text, from - 1) && isHan(text, from) && !boundsBefore.has(text[from - 1] ?? '');
    const closes = isHan(text, to - 1) && isHan(text, to) && !boundsAfter.has(text[to] ?? '');
    if (!opens && !closes) return false;
    const start = opens ? edge(text, from, -1) : from;
    const words = this.#words(text.slice(start, closes ? edge(text, to, 1) : to));
    const first = wordAt(words, from - start);
    const last = wordAt(words, to - 1 - start);
    const opened = start + first.from < from;
    const closed = start + last.to > to;
    // The match is a part of one word, or made of parts of two.
    if ((opened && closed) || ((opened || closed) && first.from === last.from)) return true;
    const before = opened ? first : opens && wordAt(words, from - 1 - start);
    return before ? this.#leans(text, start + before.from, from) : false;
  }

  /** The segmenter knows few words: a single character that makes one with the next begins a longer word. */
  #leans(text: string, wordFrom: number, from: number): boolean {
    const character = text.slice(wordFrom, from);
    if (character.length !== 1 || standing.has(character)) return false;
    return wordAt(this.#words(text.slice(wordFrom, from + 1)), 0).to === 2;
  }

  #words(text: string): Intl.Segments {
    this.#segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
    return this.#segmenter.segment(text);
  }
}

function wordAt(words: Intl.Segments, at: number): { from: number; to: number } {
  const { index, segment } = words.containing(at) ?? { index: at, segment: '' };
  return { from: index, to: index + segment.length };
}

/** Where the run of Han around a place ends, within reach. */
function edge(text: string, at: number, step: -1 | 1): number {
  let place = at;
  while (Math.abs(place - at) < reach && isHan(text, step < 0 ? place - 1 : place)) place += step;
  return place;
}

/** Surrogate pairs are taken for rare Han; the segmenter knows better. */
function isHan(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (unit >= 0x3400 && unit <= 0x9fff) || (unit >= 0xd800 && unit < 0xe000);
}
