declare module '@joplin/turndown-plugin-gfm' {
  import type Turndown from 'turndown';

  /** Tables, struck text, tasks and highlighted code. */
  export const gfm: (service: Turndown) => void;
}
