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
}

export const plainWriting: WritingSettings = {
  focus: false,
  typewriter: false,
  spellcheck: true,
  lineNumbers: false,
  vim: false,
  tabSize: 4,
  useTab: false,
};
