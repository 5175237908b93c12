/** The programs that tests run beside Node: where they are, and how to get them. */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export type ToolName = 'chromium' | 'hugo' | 'ripgrep' | 'git' | 'fonts-cjk';

interface Tool {
  /** Names to look for in PATH, best first. */
  commands: string[];
  /** Places outside of PATH. */
  places: string[];
  /** Debian's package. */
  debian: string;
  /** How to get it elsewhere. */
  advice: string;
}

const TOOLS: Record<ToolName, Tool> = {
  chromium: {
    commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
    places: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      'C:/Program Files/Google/Chrome/Application/chrome.exe',
      'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
    ],
    debian: 'chromium',
    advice: 'install Chrome or Chromium, or name one in COMMONPLACE_CHROMIUM',
  },
  hugo: {
    commands: ['hugo'],
    places: [],
    debian: 'hugo',
    advice: 'brew install hugo, winget install Hugo.Hugo.Extended, or https://gohugo.io',
  },
  ripgrep: {
    commands: ['rg'],
    places: [],
    debian: 'ripgrep',
    advice: 'brew install ripgrep, or winget install BurntSushi.ripgrep.MSVC',
  },
  git: { commands: ['git'], places: [], debian: 'git', advice: 'install it from https://git-scm.com' },
  'fonts-cjk': {
    commands: [],
    places: [],
    debian: 'fonts-noto-cjk',
    advice: 'install a font with Chinese characters',
  },
};

export const toolNames = Object.keys(TOOLS) as ToolName[];

/** Where a tool is, or undefined. For the fonts: any non-empty text where a Chinese font is installed. */
export function findTool(name: ToolName): string | undefined {
  if (name === 'fonts-cjk') return findFonts();
  const named = process.env[`COMMONPLACE_${name.toUpperCase()}`];
  if (named !== undefined && isFile(named)) return named;
  const { commands, places } = TOOLS[name];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const inPath = commands.flatMap((command) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, command + ending))),
  );
  return [...inPath, ...places].find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Only Linux comes without Chinese fonts. */
function findFonts(): string | undefined {
  if (process.platform !== 'linux') return 'system';
  try {
    const list = execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
    return list.split('\n')[0] || undefined;
  } catch {
    return ['/usr/share/fonts/opentype/noto', '/usr/share/fonts/noto-cjk'].find((path) => existsSync(path));
  }
}

/** Debian's packages of these tools. */
export function debianPackages(names: readonly ToolName[]): string[] {
  return names.map((name) => TOOLS[name].debian);
}

/** One sentence for a person: how to get this tool here. */
export function howToGet(name: ToolName): string {
  const { debian, advice } = TOOLS[name];
  return existsSync('/usr/bin/apt-get') ? `sudo apt-get install ${debian}` : advice;
}
