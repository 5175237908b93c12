import dayjs from 'dayjs';
import advancedFormat from 'dayjs/plugin/advancedFormat.js';
import isoWeek from 'dayjs/plugin/isoWeek.js';
import weekOfYear from 'dayjs/plugin/weekOfYear.js';
import weekYear from 'dayjs/plugin/weekYear.js';

// The tokens of weeks (`gggg-[W]ww`) throw without the plugins that count them.
for (const plugin of [weekOfYear, weekYear, isoWeek, advancedFormat]) dayjs.extend(plugin);

/** A time by Moment's tokens, which Obsidian's settings use. */
export function formatTime(time: Date, format: string): string {
  return dayjs(time).format(format);
}

/** A time with its offset from UTC, as Hugo writes it: `2025-08-06T00:05:12+08:00`. */
export function isoWithOffset(time: Date): string {
  return dayjs(time).format('YYYY-MM-DDTHH:mm:ssZ');
}

/**
 * Fill `{{title}}`, `{{date}}`, `{{time}}`, `{{date:FORMAT}}`, `{{time:FORMAT}}`; case does not matter,
 * and what is none of these stays as it is (Hugo templates are full of braces).
 */
export function fillTemplate(
  template: string,
  title: string,
  time: Date,
  formats: { date: string; time: string } = { date: 'YYYY-MM-DD', time: 'HH:mm' },
): string {
  return template.replace(/\{\{\s*(title|date|time)(?::([^}]*))?\s*\}\}/gi, (_all, word: string, format) => {
    switch (word.toLowerCase()) {
      case 'title':
        return title;
      case 'date':
        return formatTime(time, format ?? formats.date);
      default:
        return formatTime(time, format ?? formats.time);
    }
  });
}

/** What a new day begins with where no template is set: front matter that Hugo reads, a draft until it is published. */
export function hugoDay(title: string, time: Date): string {
  // A literal TOML string has no escapes; a JSON string is a basic TOML one.
  const quoted = title.includes("'") ? JSON.stringify(title) : `'${title}'`;
  return `+++\ndate = '${isoWithOffset(time)}'\ndraft = true\ntitle = ${quoted}\n+++\n\n`;
}
