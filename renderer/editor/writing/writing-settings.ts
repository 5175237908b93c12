/** How a person likes to write: what stands out, where the cursor stays, how far text is indented. */
export interface WritingSettings {
  /** All but the paragraph at the cursor is dimmed. */
  focus: boolean;
  /** The line of the cursor stays in the middle. */
  typewriter: boolean;
  spellcheck: boolean;
  /** In source mode. */
  lineNumbers: boolean;
  vim: boolean;
  /** Columns of a tab. */
  tabSize: number;
  /** Indent by tabs. */
  useTab: boolean;
  /** Where text is drawn (embeds, previews, on paper), a line break within a paragraph is a space. */
  strictLineBreaks: boolean;
  /** Whether properties stand above the text as a table, not at all, or in it as their source. */
  properties: 'visible' | 'hidden' | 'source';
}

export const plainWriting: WritingSettings = {
  focus: false,
  typewriter: false,
  spellcheck: true,
  lineNumbers: false,
  vim: false,
  tabSize: 4,
  useTab: false,
  strictLineBreaks: false,
  properties: 'visible',
};
