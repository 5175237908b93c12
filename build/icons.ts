/** Draws build/icons/icon.svg as the PNG files that packaging takes; run by hand when the drawing changes. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findTool } from './tools.ts';

const SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];

const folder = join(import.meta.dirname, 'icons');
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8');
const browser = await chromium.launch({
  executablePath: findTool('chromium'),
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  writeFileSync(join(folder, `${size}x${size}.png`), await page.screenshot({ omitBackground: true }));
}
await browser.close();
