const han = /\p{Script=Han}/u;

type Convert = (text: string) => string;

/** The same text in the other forms of Chinese: simplified, and traditional as it is written in general, in Taiwan and in Hong Kong. */
export function createVariants() {
  let converters: Promise<Convert[]> | undefined;

  async function load(): Promise<Convert[]> {
    // Half a megabyte of words, read when a Chinese query first wants them.
    const { Converter } = await import('opencc-js');
    return [
      Converter({ from: 't', to: 'cn' }),
      Converter({ from: 'cn', to: 't' }),
      Converter({ from: 'cn', to: 'tw' }),
      Converter({ from: 'cn', to: 'hk' }),
    ];
  }

  /** Without the text itself; [] where it holds no Han. */
  return async (text: string): Promise<string[]> => {
    if (!han.test(text)) return [];
    converters ??= load();
    const found = new Set((await converters).map((convert) => convert(text)));
    found.delete(text);
    return [...found];
  };
}

export type Variants = ReturnType<typeof createVariants>;
